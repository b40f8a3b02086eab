-- One row per age group; the age is the file's, not the age at the visit. As text the groups sort in age order, Unknown last.
select
    patient.age_group as age_group,
    coalesce(sum(visit.cost_cents), 0) / 100.0 as total_cost,
    sum(visit.cost_cents) / 100.0 / nullif(sum(visit.treatment_count), 0) as avg_cost,
    coalesce(sum(visit.treatment_count), 0) as num_treatments,
    count(distinct visit.patient_id) as patients
from dim_patients as patient
left join dim_visits as visit on visit.patient_id = patient.patient_id
group by patient.age_group
order by age_group
