-- What silver and gold hold of the visits, in one pass each: how many have no week and what those cost, and of gold what all were billed.
select
    'silver' as layer,
    count(*) as rows,
    coalesce(sum(follow_up_required), 0) as follow_ups,
    count(follow_up_required) as answers,
    count(*) - count(week) as outside_calendar,
    0 as outside_cents,
    0 as billed,
    0 as wrong_keys,
    checksum(line, visit_id, patient_id, doctor_id, department, visit_date, week, follow_up_required) as content
from silver.visits
union all
select
    'gold',
    count(*),
    coalesce(sum(follow_up_required), 0),
    count(follow_up_required),
    count(*) - count(week),
    coalesce(sum(case when week is null then cost_cents end), 0),
    weighed(visit_id, treatment_count, cost_cents),
    repeated(visit_id) + count(case when visit_id = '' then 1 end),
    checksum(line, visit_id, patient_id, doctor_id, department, visit_date, week, follow_up_required)
from gold.dim_visits
