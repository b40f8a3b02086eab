-- Tables that gold does not hold as silver does: rows, and the treatments' cost in cents.
with compared as (
    select
        'patients' as table_name,
        (select count(*) from silver.patients) as silver,
        (select count(*) from gold.dim_patients) as gold
    union all
    select 'doctors', (select count(*) from silver.doctors), (select count(*) from gold.dim_doctors)
    union all
    select 'visits', (select count(*) from silver.visits), (select count(*) from gold.dim_visits)
    union all
    select 'treatments', (select count(*) from silver.treatments), (select count(*) from gold.fact_treatments)
    union all
    select 'cents', (select sum(cost_cents) from silver.treatments), (select sum(cost_cents) from gold.fact_treatments)
)
select
    table_name,
    silver,
    gold
from compared
where silver <> gold
