-- Rows of silver that gold does not hold as they are.
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
select 'visits', clean.visit_id
from silver.visits as clean
left join gold.dim_visits as star on star.visit_id = clean.visit_id
where star.patient_id is distinct from clean.patient_id
    or star.doctor_id is distinct from clean.doctor_id
    or star.department is distinct from clean.department
    or star.visit_date is distinct from clean.visit_date
    or star.follow_up_required is distinct from clean.follow_up_required
    or star.week is distinct from clean.week
    or star.line is distinct from clean.line
union all
select 'treatments', clean.treatment_id
from silver.treatments as clean
left join gold.fact_treatments as star on star.treatment_id = clean.treatment_id
where star.visit_id is distinct from clean.visit_id
    or star.treatment_type is distinct from clean.treatment_type
    or star.insurance_provider is distinct from clean.insurance_provider
    or star.cost_cents is distinct from clean.cost_cents
    or star.line is distinct from clean.line
