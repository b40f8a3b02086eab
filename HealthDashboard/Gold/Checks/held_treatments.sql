-- What the treatments add up to, in one pass: what they cost, and what each visit was billed.
select
    'gold' as layer,
    count(*) as rows,
    coalesce(sum(cost_cents), 0) as cents,
    weighed(visit_id, 1, cost_cents) as billed,
    repeated(treatment_id) + count(case when treatment_id = '' then 1 end) as wrong_keys,
    checksum(line, treatment_id, visit_id, treatment_type, cost_cents, insurance_provider) as content
from gold.fact_treatments
