-- One row per treatment. Sums are made of cost_cents, which are exact; treatment_cost is the same amount to read.
select
    treatment_id,
    visit_id,
    treatment_type,
    cost_cents / 100.0 as treatment_cost,
    insurance_provider,
    cost_cents,
    line
from silver.treatments
