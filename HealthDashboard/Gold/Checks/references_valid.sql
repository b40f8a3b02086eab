-- Rows of the star schema that name a row which is not there; ids that many visits name are looked up once. Weeks are looked at by
-- groups_fit, and the visits of treatments by visit_totals.
select 'dim_visits' as table_name, patient_id as id, 'patient_id' as reference
from (select distinct patient_id from gold.dim_visits)
where patient_id not in (select patient_id from gold.dim_patients)
union all
select 'dim_visits', doctor_id, 'doctor_id'
from (select distinct doctor_id from gold.dim_visits)
where doctor_id not in (select doctor_id from gold.dim_doctors)
union all
select 'dim_visits', department, 'department'
from (select distinct department from gold.dim_visits)
where department not in (select department from gold.dim_departments)
