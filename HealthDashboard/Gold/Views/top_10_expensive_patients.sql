-- One row per patient of the ten highest costs; who ties with the tenth is shown too.
with spent as (
    select
        patient_id,
        sum(cost_cents) as cost_cents,
        sum(treatment_count) as treatment_count
    from dim_visits
    group by patient_id
),
ranked as (
    select
        patient_id,
        cost_cents,
        treatment_count,
        rank() over (order by cost_cents desc) as cost_rank
    from spent
    where cost_cents > 0
)
select
    patient.patient_id as patient_id,
    patient.patient_name,
    ranked.cost_cents / 100.0 as total_cost,
    ranked.treatment_count,
    ranked.cost_rank
from ranked
join dim_patients as patient on patient.patient_id = ranked.patient_id
where ranked.cost_rank <= 10
order by total_cost desc, patient_id
