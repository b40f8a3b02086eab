-- One row per patient.
select
    patient.patient_id as patient_id,
    patient.patient_name,
    count(visit.visit_id) as total_visits,
    coalesce(sum(visit.cost_cents), 0) / 100.0 as total_cost,
    coalesce(sum(visit.treatment_count), 0) as num_treatments,
    coalesce(sum(visit.follow_up_required), 0) as follow_ups
from dim_patients as patient
left join dim_visits as visit on visit.patient_id = patient.patient_id
group by patient.patient_id, patient.patient_name
order by total_cost desc, patient_id
