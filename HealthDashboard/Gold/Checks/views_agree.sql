-- Numbers that two views show and that differ between them.
with weekly as (
    select week, sum(num_visits) as visits, sum(treatment_count) as treatments, sum(round(total_cost * 100)) as cents
    from gold.department_weekly_kpis
    group by week
),
departments as (
    select department, sum(num_visits) as visits, sum(treatment_count) as treatments, sum(round(total_cost * 100)) as cents
    from gold.department_weekly_kpis
    group by department
)
select 'weekly_visit_trends' as view_name, view.week as id
from gold.weekly_visit_trends as view
left join weekly on weekly.week = view.week
where (weekly.visits, weekly.treatments, weekly.cents) is distinct from (view.num_visits, view.treatments, round(view.total_cost * 100))
union all
select 'department_treatment_summary', view.department
from gold.department_treatment_summary as view
left join departments on departments.department = view.department
where (departments.treatments, departments.cents) is distinct from (view.total_treatments, round(view.total_cost * 100))
union all
select 'follow_up_summary', view.department
from gold.follow_up_summary as view
left join departments on departments.department = view.department
where departments.visits is distinct from view.num_visits
union all
select 'doctor_follow_up_ratio', view.doctor_id
from gold.doctor_follow_up_ratio as view
left join gold.doctor_performance as other on other.doctor_id = view.doctor_id
where other.num_visits is distinct from view.num_visits
union all
select 'treatment_distribution', view.treatment_type
from gold.treatment_distribution as view
left join gold.treatment_type_summary as other on other.treatment_type = view.treatment_type
where (other.num_treatments, other.total_cost) is distinct from (view.num_treatments, view.total_cost)
union all
select 'top_10_expensive_patients', view.patient_id
from gold.top_10_expensive_patients as view
left join gold.patient_summary as other
    on other.patient_id = view.patient_id and other.total_cost >= (select min(total_cost) from gold.top_10_expensive_patients)
where (other.num_treatments, other.total_cost) is distinct from (view.treatment_count, view.total_cost)
