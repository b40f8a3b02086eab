-- What silver and gold hold of the treatments, in one pass each: what they cost, and of gold what each visit was billed.
select
    'silver' as layer,
    count(*) as rows,
    coalesce(sum(cost_cents), 0) as cents,
    0 as billed,
    0 as wrong_amounts,
    0 as wrong_keys,
    checksum(line, treatment_id, visit_id, treatment_type, cost_cents, insurance_provider) as content
from silver.treatments
union all
select
    'gold',
    count(*),
    coalesce(sum(cost_cents), 0),
    weighed(visit_id, 1, cost_cents),
    count(case when treatment_cost <> cost_cents / 100.0 then 1 end),
    repeated(treatment_id) + count(case when treatment_id = '' then 1 end),
    checksum(line, treatment_id, visit_id, treatment_type, cost_cents, insurance_provider)
from gold.fact_treatments
