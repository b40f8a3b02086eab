-- One row per insurer; Unknown and Uninsured are rows of their own.
select
    insurance_provider,
    sum(cost_cents) / 100.0 as total_cost,
    count(*) * 1.0 / (select count(*) from fact_treatments) as coverage_rate,
    sum(cost_cents) / 100.0 / count(*) as avg_cost,
    count(*) as num_treatments,
    sum(cost_cents) * 1.0 / nullif((select sum(cost_cents) from fact_treatments), 0) as cost_share,
    (select count(*) from fact_treatments) as all_treatments,
    (select sum(cost_cents) from fact_treatments) / 100.0 as all_cost
from fact_treatments
group by insurance_provider
order by total_cost desc, insurance_provider
