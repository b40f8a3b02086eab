-- One row per week from the first week of the scope to the last, weeks without visits included.
select
    week.week as week,
    count(visit.visit_id) as num_visits,
    count(distinct visit.patient_id) as patients,
    coalesce(sum(visit.treatment_count), 0) as treatments,
    coalesce(sum(visit.cost_cents), 0) / 100.0 as total_cost,
    week.iso_week,
    week.days,
    sum(visit.cost_cents) / 100.0 / nullif(sum(visit.treatment_count), 0) as avg_cost,
    sum(visit.follow_up_required) * 1.0 / nullif(count(visit.follow_up_required), 0) as follow_up_rate,
    coalesce(sum(visit.follow_up_required), 0) as follow_up_count,
    count(visit.follow_up_required) as visits_with_answer
from dim_weeks as week
left join dim_visits as visit on visit.week = week.week
group by week.week, week.iso_week, week.days
order by week
