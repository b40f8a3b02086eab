-- Totals that were counted while rows were accepted and that the tables do not add up to.
select
    counted.table_name,
    counted.measure,
    counted.value as counted,
    held.value as added
from silver.control_totals as counted
left join held on held.layer = 'gold' and held.table_name = counted.table_name and held.measure = counted.measure
where counted.category = '' and counted.value is distinct from held.value
