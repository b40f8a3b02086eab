-- Rows of the star schema that name a row which is not there.
select 'dim_visits' as table_name, visit_id as id, 'patient_id' as reference from gold.dim_visits
where patient_id not in (select patient_id from gold.dim_patients)
union all
select 'dim_visits', visit_id, 'doctor_id' from gold.dim_visits
where doctor_id not in (select doctor_id from gold.dim_doctors)
union all
select 'dim_visits', visit_id, 'department' from gold.dim_visits
where department not in (select department from gold.dim_departments)
union all
select 'dim_visits', visit_id, 'week' from gold.dim_visits
where week not in (select week from gold.dim_weeks)
union all
select 'fact_treatments', treatment_id, 'visit_id' from gold.fact_treatments
where visit_id not in (select visit_id from gold.dim_visits)
