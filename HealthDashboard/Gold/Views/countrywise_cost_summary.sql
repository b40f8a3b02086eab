-- One row per country of the patients.
select
    patient.country as country,
    coalesce(sum(visit.cost_cents), 0) / 100.0 as total_cost,
    sum(visit.cost_cents) / 100.0 / nullif(sum(visit.treatment_count), 0) as avg_cost,
    count(visit.visit_id) as visit_count,
    coalesce(sum(visit.treatment_count), 0) as num_treatments,
    count(distinct visit.patient_id) as patients
from dim_patients as patient
left join dim_visits as visit on visit.patient_id = patient.patient_id
group by patient.country
order by total_cost desc, country
