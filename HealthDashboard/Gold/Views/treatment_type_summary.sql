-- One row per treatment type.
select
    treatment_type,
    count(*) as num_treatments,
    sum(cost_cents) / 100.0 as total_cost,
    sum(cost_cents) / 100.0 / count(*) as avg_cost,
    sum(cost_cents) * 100.0 / nullif((select sum(cost_cents) from fact_treatments), 0) as cost_pct,
    (select sum(cost_cents) from fact_treatments) / 100.0 as all_cost
from fact_treatments
group by treatment_type
order by total_cost desc, treatment_type
