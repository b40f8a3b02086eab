-- One row per doctor; the department is the doctor's own.
select
    doctor.doctor_id as doctor_id,
    doctor.doctor_name,
    doctor.department,
    coalesce(sum(visit.cost_cents), 0) / 100.0 as total_cost,
    coalesce(sum(visit.treatment_count), 0) as num_treatments,
    sum(visit.cost_cents) / 100.0 / nullif(sum(visit.treatment_count), 0) as avg_cost,
    count(visit.visit_id) as num_visits
from dim_doctors as doctor
left join dim_visits as visit on visit.doctor_id = doctor.doctor_id
group by doctor.doctor_id, doctor.doctor_name, doctor.department
order by num_visits desc, doctor_id
