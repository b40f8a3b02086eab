-- Totals that were counted while rows were accepted and that the tables do not add up to, or that were not counted at all.
with added as (
    select table_name, measure, value
    from held
    where layer = 'gold' and measure in ('rows', 'cents', 'ages', 'years', 'follow_ups', 'answers', 'outside_calendar')
),
counted as (
    select table_name, measure, value
    from silver.control_totals
    where category = ''
)
select
    coalesce(counted.table_name, added.table_name) as table_name,
    coalesce(counted.measure, added.measure) as measure,
    counted.value as counted,
    added.value as added
from counted
full join added on added.table_name = counted.table_name and added.measure = counted.measure
where counted.value is distinct from added.value
