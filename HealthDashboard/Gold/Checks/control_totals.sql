-- Totals that were counted while rows were accepted and that silver does not add up to.
with added as (
    select 'patients' as table_name, 'rows' as measure, count(*) as value from silver.patients
    union all
    select 'patients', 'ages', coalesce(sum(age), 0) from silver.patients
    union all
    select 'doctors', 'rows', count(*) from silver.doctors
    union all
    select 'doctors', 'years', coalesce(sum(years_experience), 0) from silver.doctors
    union all
    select 'visits', 'rows', count(*) from silver.visits
    union all
    select 'visits', 'follow_ups', coalesce(sum(follow_up_required), 0) from silver.visits
    union all
    select 'visits', 'answers', count(follow_up_required) from silver.visits
    union all
    select 'treatments', 'rows', count(*) from silver.treatments
    union all
    select 'treatments', 'cents', coalesce(sum(cost_cents), 0) from silver.treatments
)
select
    counted.table_name,
    counted.measure,
    counted.value as counted,
    added.value as added
from silver.control_totals as counted
left join added on added.table_name = counted.table_name and added.measure = counted.measure
where counted.category = '' and counted.value is distinct from added.value
