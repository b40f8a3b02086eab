-- One row per department.
select
    department.department as department,
    coalesce(sum(visit.treatment_count), 0) as total_treatments,
    coalesce(sum(visit.cost_cents), 0) / 100.0 as total_cost,
    sum(visit.cost_cents) / 100.0 / nullif(sum(visit.treatment_count), 0) as avg_cost,
    count(distinct case when visit.treatment_count > 0 then visit.patient_id end) as patient_count,
    count(distinct case when visit.treatment_count > 0 then visit.doctor_id end) as doctor_count
from dim_departments as department
left join dim_visits as visit on visit.department = department.department
group by department.department
order by total_cost desc, department
