-- Tables that gold does not hold as they were accepted into silver: rows, and the treatments' cost in cents.
select
    held.table_name,
    held.measure,
    counted.value as accepted,
    held.value as held
from held
left join silver.control_totals as counted
    on counted.table_name = held.table_name and counted.measure = held.measure and counted.category = ''
where held.layer = 'gold' and held.measure in ('rows', 'cents') and counted.value is distinct from held.value
