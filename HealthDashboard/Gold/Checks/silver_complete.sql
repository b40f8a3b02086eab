-- Tables that gold does not hold as they were accepted into silver: rows, and the treatments' cost in cents.
with held as (
    select 'patients' as table_name, 'rows' as measure, count(*) as value from gold.dim_patients
    union all
    select 'doctors', 'rows', count(*) from gold.dim_doctors
    union all
    select 'visits', 'rows', count(*) from gold.dim_visits
    union all
    select 'treatments', 'rows', count(*) from gold.fact_treatments
    union all
    select 'treatments', 'cents', coalesce(sum(cost_cents), 0) from gold.fact_treatments
)
select
    held.table_name,
    held.measure,
    counted.value as accepted,
    held.value as held
from held
left join silver.control_totals as counted
    on counted.table_name = held.table_name and counted.measure = held.measure and counted.category = ''
where counted.value is distinct from held.value
