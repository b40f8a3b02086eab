-- Tables whose records in bronze are not all accepted, rejected or duplicates.
with counted as (
    select
        'patients' as table_name,
        (select count(*) from bronze.patients) as records,
        (select count(*) from silver.patients) as accepted
    union all
    select 'doctors', (select count(*) from bronze.doctors), (select count(*) from silver.doctors)
    union all
    select 'visits', (select count(*) from bronze.visits), (select count(*) from silver.visits)
    union all
    select 'treatments', (select count(*) from bronze.treatments), (select count(*) from silver.treatments)
)
select
    counted.table_name,
    counted.records,
    counted.accepted,
    count(distinct hit.line) as rejected_or_duplicate
from counted
left join silver.rule_hits as hit on hit.table_name = counted.table_name and hit.severity in ('rejected', 'duplicate')
group by counted.table_name, counted.records, counted.accepted
having counted.records <> counted.accepted + count(distinct hit.line)
