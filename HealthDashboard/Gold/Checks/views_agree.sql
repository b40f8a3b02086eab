-- Numbers that two views show and that differ between them. A week or department without visits may have no row by week.
with weekly as (
    select department, week, num_visits as visits, treatment_count as treatments, round(total_cost * 100) as cents
    from gold.department_weekly_kpis
    union all
    select department, week, 1, treatment_count, cost_cents from gold.dim_visits
    where week is null and (select value from held where layer = 'gold' and measure = 'outside_calendar') > 0
),
weeks as (select week, sum(visits) as visits, sum(treatments) as treatments, sum(cents) as cents from weekly group by week),
wards as (select department, sum(visits) as visits, sum(treatments) as treatments, sum(cents) as cents from weekly group by department)
select 'weekly_visit_trends' as view_name, cast(view.week as varchar(10)) as id
from gold.weekly_visit_trends as view
left join weeks on weeks.week = view.week
where coalesce(weeks.visits, 0) is distinct from view.num_visits or coalesce(weeks.treatments, 0) is distinct from view.treatments
    or coalesce(weeks.cents, 0) is distinct from round(view.total_cost * 100)
union all
select 'department_treatment_summary', view.department
from gold.department_treatment_summary as view
left join wards on wards.department = view.department
where coalesce(wards.treatments, 0) is distinct from view.total_treatments or coalesce(wards.cents, 0) is distinct from round(view.total_cost * 100)
union all
select 'follow_up_summary', view.department
from gold.follow_up_summary as view
left join wards on wards.department = view.department
where coalesce(wards.visits, 0) is distinct from view.num_visits
union all
select 'doctor_follow_up_ratio', view.doctor_id
from gold.doctor_follow_up_ratio as view
left join gold.doctor_performance as other on other.doctor_id = view.doctor_id
where other.num_visits is distinct from view.num_visits
union all
select 'treatment_distribution', view.treatment_type
from gold.treatment_distribution as view
left join gold.treatment_type_summary as other on other.treatment_type = view.treatment_type
where other.num_treatments is distinct from view.num_treatments or other.total_cost is distinct from view.total_cost
union all
select 'top_10_expensive_patients', view.patient_id
from gold.top_10_expensive_patients as view
left join (
    -- Grouped, so that no engine looks through all patients for each of the ten.
    select patient_id, num_treatments, total_cost
    from gold.patient_summary
    where total_cost >= (select min(total_cost) from gold.top_10_expensive_patients)
    group by patient_id, num_treatments, total_cost
) as other on other.patient_id = view.patient_id
where other.num_treatments is distinct from view.treatment_count or other.total_cost is distinct from view.total_cost
