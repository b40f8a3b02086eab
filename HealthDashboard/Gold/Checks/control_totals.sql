-- Totals that were counted while rows were accepted and that silver does not add up to.
with patients as (
    select count(*) as patients, coalesce(sum(age), 0) as ages from silver.patients
),
doctors as (select count(*) as doctors, coalesce(sum(years_experience), 0) as years from silver.doctors),
visits as (
    select count(*) as visits, coalesce(sum(follow_up_required), 0) as follow_ups, count(follow_up_required) as answers from silver.visits
),
treatments as (
    select count(*) as treatments, coalesce(sum(cost_cents), 0) as cents from silver.treatments
),
added as (
    select 'patients' as table_name, 'rows' as measure, patients as value from patients
    union all
    select 'patients', 'ages', ages from patients
    union all
    select 'doctors', 'rows', doctors from doctors
    union all
    select 'doctors', 'years', years from doctors
    union all
    select 'visits', 'rows', visits from visits
    union all
    select 'visits', 'follow_ups', follow_ups from visits
    union all
    select 'visits', 'answers', answers from visits
    union all
    select 'visits', 'outside_calendar', count(*) from silver.visits where week is null
    union all
    select 'treatments', 'rows', treatments from treatments
    union all
    select 'treatments', 'cents', cents from treatments
)
select
    counted.table_name,
    counted.measure,
    counted.value as counted,
    added.value as added
from silver.control_totals as counted
left join added on added.table_name = counted.table_name and added.measure = counted.measure
where counted.category = '' and counted.value is distinct from added.value
