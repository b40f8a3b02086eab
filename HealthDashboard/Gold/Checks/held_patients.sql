-- What the patients add up to, in one pass: also how many are of each country and age group.
select
    'gold' as layer,
    count(*) as rows,
    coalesce(sum(age), 0) as ages,
    weighed(country, 1, 0) as countries,
    weighed(age_group, 1, 0) as age_groups,
    repeated(patient_id) + count(case when patient_id = '' then 1 end) as wrong_keys,
    checksum(line, patient_id, patient_name, age, gender, country, age_group) as content
from gold.dim_patients
