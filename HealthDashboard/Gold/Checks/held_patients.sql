-- What the patients add up to, in one pass.
select
    'gold' as layer,
    count(*) as rows,
    coalesce(sum(age), 0) as ages,
    repeated(patient_id) + count(case when patient_id = '' then 1 end) as wrong_keys,
    checksum(line, patient_id, patient_name, age, gender, country, age_group) as content
from gold.dim_patients
