-- What the visits add up to, in one pass: how many have no week and what those cost, and what all were billed.
select
    'gold' as layer,
    count(*) as rows,
    coalesce(sum(follow_up_required), 0) as follow_ups,
    count(follow_up_required) as answers,
    count(*) - count(week) as outside_calendar,
    coalesce(sum(case when week is null then cost_cents end), 0) as outside_cents,
    weighed(visit_id, treatment_count, cost_cents) as billed,
    repeated(visit_id) + count(case when visit_id = '' then 1 end) as wrong_keys,
    checksum(line, visit_id, patient_id, doctor_id, department, visit_date, week, follow_up_required) as content
from gold.dim_visits
