-- Categories whose rows were counted when they were accepted and that gold shows with another number, or not at all.
with people as (
    select age_group, country, count(*) as value
    from gold.dim_patients
    group by age_group, country
),
shown as (
    select 'patients' as table_name, 'age_group' as measure, age_group as category, sum(value) as value from people group by age_group
    union all
    select 'patients', 'country', country, sum(value) from people group by country
    union all
    select 'visits', 'department', department, num_visits from gold.follow_up_summary where num_visits <> 0
    union all
    select 'visits', 'week', cast(week as varchar(10)), num_visits from gold.weekly_visit_trends where num_visits <> 0
    union all
    select 'visits', 'follow_ups', '', sum(follow_up_count) from gold.follow_up_summary
    union all
    select 'visits', 'answers', '', sum(visits_with_answer) from gold.follow_up_summary
    union all
    select 'visits', 'outside_calendar', '', value from held where layer = 'gold' and measure = 'outside_calendar'
    union all
    select 'treatments', 'treatment_type', treatment_type, num_treatments from gold.treatment_type_summary
    union all
    select 'treatments', 'insurance_provider', insurance_provider, num_treatments from gold.insurance_summary
),
counted as (
    select
        table_name,
        measure,
        category,
        value
    from silver.control_totals
    where category <> '' or measure in ('follow_ups', 'answers', 'outside_calendar')
)
select
    coalesce(counted.table_name, shown.table_name) as table_name,
    coalesce(counted.measure, shown.measure) as measure,
    coalesce(counted.category, shown.category) as category,
    counted.value as counted,
    shown.value as shown
from counted
full join shown on shown.table_name = counted.table_name and shown.measure = counted.measure and shown.category = counted.category
where counted.value is distinct from shown.value
