-- Rows of the star schema that name a row which is not there; ids that many visits name are looked up once.
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
union all
select 'dim_visits', week, 'week'
from (select distinct week from gold.dim_visits)
where week is not null and week not in (select week from gold.dim_weeks)
union all
select 'fact_treatments', visit_id, 'visit_id'
from (select distinct visit_id from gold.fact_treatments)
where visit_id not in (select visit_id from gold.dim_visits)
