-- What silver and gold hold of the doctors, in one pass each.
select
    'silver' as layer,
    count(*) as rows,
    coalesce(sum(years_experience), 0) as years,
    0 as wrong_keys,
    checksum(doctor_id, doctor_name, department, years_experience) as content
from silver.doctors
union all
select
    'gold',
    count(*),
    coalesce(sum(years_experience), 0),
    repeated(doctor_id) + count(case when doctor_id = '' then 1 end),
    checksum(doctor_id, doctor_name, department, years_experience)
from gold.dim_doctors
