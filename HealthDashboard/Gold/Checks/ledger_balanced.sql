-- Tables whose records in bronze are not all accepted, rejected or duplicates.
with counted as (
    select 'patients' as table_name, count(*) as records from bronze.patients
    union all
    select 'doctors', count(*) from bronze.doctors
    union all
    select 'visits', count(*) from bronze.visits
    union all
    select 'treatments', count(*) from bronze.treatments
)
select
    counted.table_name,
    counted.records,
    accepted.value as accepted,
    count(distinct hit.line) as rejected_or_duplicate
from counted
left join silver.control_totals as accepted on accepted.table_name = counted.table_name and accepted.measure = 'rows' and accepted.category = ''
left join silver.rule_hits as hit on hit.table_name = counted.table_name and hit.severity in ('rejected', 'duplicate')
group by counted.table_name, counted.records, accepted.value
having counted.records is distinct from accepted.value + count(distinct hit.line)
