-- Keys of the star schema that stand more than once, or are blank.
select 'dim_patients' as table_name, patient_id as id from gold.dim_patients group by patient_id having count(*) > 1 or patient_id = ''
union all
select 'dim_doctors', doctor_id from gold.dim_doctors group by doctor_id having count(*) > 1 or doctor_id = ''
union all
select 'dim_visits', visit_id from gold.dim_visits group by visit_id having count(*) > 1 or visit_id = ''
union all
select 'fact_treatments', treatment_id from gold.fact_treatments group by treatment_id having count(*) > 1 or treatment_id = ''
