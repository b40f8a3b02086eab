-- One row per treatment type. Quartiles by linear interpolation (type 7): with n costs in ascending order, the quartile k lies
-- (n - 1) * k quarters of a place behind the first; in whole numbers without a division, which engines do differently.
with placed as (
    select
        treatment_type,
        cost_cents,
        row_number() over (partition by treatment_type order by cost_cents) - 1 as place,
        count(*) over (partition by treatment_type) - 1 as last_place
    from fact_treatments
),
weighed as (
    select
        treatment_type,
        cost_cents,
        case 4 * place - (last_place - last_place % 4) when 0 then 4 - last_place % 4 when 4 then last_place % 4 else 0 end as p25,
        case 4 * place - (last_place * 2 - last_place * 2 % 4) when 0 then 4 - last_place * 2 % 4 when 4 then last_place * 2 % 4 else 0 end as p50,
        case 4 * place - (last_place * 3 - last_place * 3 % 4) when 0 then 4 - last_place * 3 % 4 when 4 then last_place * 3 % 4 else 0 end as p75
    from placed
)
select
    treatment_type,
    count(*) as num_treatments,
    sum(cost_cents) / 100.0 as total_cost,
    min(cost_cents) / 100.0 as min_cost,
    max(cost_cents) / 100.0 as max_cost,
    sum(cost_cents) / 100.0 / count(*) as avg_cost,
    sum(cost_cents * p25) / 400.0 as p25_cost,
    sum(cost_cents * p50) / 400.0 as median_cost,
    sum(cost_cents * p75) / 400.0 as p75_cost
from weighed
group by treatment_type
order by median_cost desc, treatment_type
