-- One row per visit. It carries the totals of its treatments, so that nothing about visits is ever computed after a join
-- that repeats them, and most views never touch the treatments. Its week is empty where its date is far from all others.
with billed as (
    select
        visit_id,
        count(*) as treatment_count,
        sum(cost_cents) as cost_cents
    from silver.treatments
    group by visit_id
)
select
    visit.visit_id,
    visit.patient_id,
    visit.doctor_id,
    visit.department,
    visit.visit_date,
    visit.follow_up_required,
    visit.week,
    coalesce(billed.treatment_count, 0) as treatment_count,
    coalesce(billed.cost_cents, 0) as cost_cents,
    visit.line
from silver.visits as visit
left join billed on billed.visit_id = visit.visit_id
