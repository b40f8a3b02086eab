-- One row per department. A visit without a known answer is in neither part of the rate.
select
    department.department as department,
    sum(visit.follow_up_required) * 1.0 / nullif(count(visit.follow_up_required), 0) as follow_up_rate,
    coalesce(sum(visit.follow_up_required), 0) as follow_up_count,
    count(visit.visit_id) as num_visits,
    count(visit.follow_up_required) as visits_with_answer
from dim_departments as department
left join dim_visits as visit on visit.department = department.department
group by department.department
order by num_visits desc, department
