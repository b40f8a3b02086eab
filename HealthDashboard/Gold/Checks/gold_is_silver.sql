-- Rows of gold that are not as silver has them; visits and treatments are found by the line they came from.
select 'patients' as table_name, clean.patient_id as id
from silver.patients as clean
left join gold.dim_patients as star on star.patient_id = clean.patient_id
where star.patient_name is distinct from clean.patient_name
    or star.age is distinct from clean.age
    or star.gender is distinct from clean.gender
    or star.country is distinct from clean.country
    or star.age_group is distinct from clean.age_group
union all
select 'doctors', clean.doctor_id
from silver.doctors as clean
left join gold.dim_doctors as star on star.doctor_id = clean.doctor_id
where star.doctor_name is distinct from clean.doctor_name
    or star.department is distinct from clean.department
    or star.years_experience is distinct from clean.years_experience
union all
select 'visits', star.visit_id
from gold.dim_visits as star
left join silver.visits as clean on clean.line = star.line
where star.visit_id is distinct from clean.visit_id
    or star.patient_id is distinct from clean.patient_id
    or star.doctor_id is distinct from clean.doctor_id
    or star.department is distinct from clean.department
    or star.visit_date is distinct from clean.visit_date
    or star.follow_up_required is distinct from clean.follow_up_required
    or star.week is distinct from clean.week
union all
select 'treatments', star.treatment_id
from gold.fact_treatments as star
left join silver.treatments as clean on clean.line = star.line
where star.treatment_id is distinct from clean.treatment_id
    or star.visit_id is distinct from clean.visit_id
    or star.treatment_type is distinct from clean.treatment_type
    or star.insurance_provider is distinct from clean.insurance_provider
    or star.cost_cents is distinct from clean.cost_cents
