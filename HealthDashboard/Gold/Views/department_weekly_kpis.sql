-- One row per department and week: every department, every week from the first of the scope to the last; where these are more
-- than half a million, only those with a visit.
select
    department.department as department,
    week.week as week,
    coalesce(sum(visit.cost_cents), 0) / 100.0 as total_cost,
    sum(visit.cost_cents) / 100.0 / nullif(sum(visit.treatment_count), 0) as avg_cost,
    coalesce(sum(visit.treatment_count), 0) as treatment_count,
    count(visit.visit_id) as num_visits,
    week.iso_week,
    week.days,
    sum(visit.follow_up_required) * 1.0 / nullif(count(visit.follow_up_required), 0) as follow_up_rate,
    coalesce(sum(visit.follow_up_required), 0) as follow_up_count,
    count(visit.follow_up_required) as visits_with_answer
from dim_departments as department
cross join dim_weeks as week
left join dim_visits as visit on visit.department = department.department and visit.week = week.week
group by department.department, week.week, week.iso_week, week.days
having count(visit.visit_id) > 0 or (select count(*) from dim_departments) * (select count(*) from dim_weeks) <= 500000
order by department, week
