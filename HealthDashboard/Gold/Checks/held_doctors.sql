-- What the doctors add up to, in one pass.
select
    'gold' as layer,
    count(*) as rows,
    coalesce(sum(years_experience), 0) as years,
    repeated(doctor_id) + count(case when doctor_id = '' then 1 end) as wrong_keys,
    checksum(line, doctor_id, doctor_name, department, years_experience) as content
from gold.dim_doctors
