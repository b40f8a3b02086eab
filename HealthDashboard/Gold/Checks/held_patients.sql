-- What silver and gold hold of the patients, in one pass each.
select
    'silver' as layer,
    count(*) as rows,
    coalesce(sum(age), 0) as ages,
    0 as wrong_keys,
    checksum(patient_id, patient_name, age, gender, country, age_group) as content
from silver.patients
union all
select
    'gold',
    count(*),
    coalesce(sum(age), 0),
    repeated(patient_id) + count(case when patient_id = '' then 1 end),
    checksum(patient_id, patient_name, age, gender, country, age_group)
from gold.dim_patients
