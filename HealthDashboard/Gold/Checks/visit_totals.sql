-- Visits whose carried totals are not those of their treatments.
select
    visit.visit_id,
    visit.treatment_count,
    visit.cost_cents
from gold.dim_visits as visit
where (visit.treatment_count, visit.cost_cents) <> (
    select
        count(*),
        coalesce(sum(treatment.cost_cents), 0)
    from gold.fact_treatments as treatment
    where treatment.visit_id = visit.visit_id
)
