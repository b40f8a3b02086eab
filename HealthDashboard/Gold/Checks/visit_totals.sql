-- Visits whose carried totals are not those of their treatments.
select
    visit.visit_id,
    visit.treatment_count,
    visit.cost_cents
from gold.dim_visits as visit
left join gold.fact_treatments as treatment on treatment.visit_id = visit.visit_id
group by visit.visit_id, visit.treatment_count, visit.cost_cents
having visit.treatment_count <> count(treatment.treatment_id) or visit.cost_cents <> coalesce(sum(treatment.cost_cents), 0)
