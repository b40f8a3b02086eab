-- Rows of the star schema that name a row which is not there; ids that many visits name are looked up once. Weeks are looked at by
-- groups_fit, and the visits of treatments by visit_totals.
select 'dim_visits' as table_name, named.patient_id as id, 'patient_id' as reference
from (select distinct patient_id from gold.dim_visits) as named
where not exists (select 1 from gold.dim_patients as patient where patient.patient_id = named.patient_id)
union all
select 'dim_visits', named.doctor_id, 'doctor_id'
from (select distinct doctor_id from gold.dim_visits) as named
where not exists (select 1 from gold.dim_doctors as doctor where doctor.doctor_id = named.doctor_id)
union all
select 'dim_visits', named.department, 'department'
from (select distinct department from gold.dim_visits) as named
where not exists (select 1 from gold.dim_departments as department where department.department = named.department)
