-- Categories whose rows were counted when they were accepted and that gold shows with another number, or not at all. No view shows all
-- patients: of theirs a sum each tells, in which every category has a weight of its own; it is no number to be read.
with shown as (
    select
        'patients' as table_name,
        case measure when 'countries' then 'country' else 'age_group' end as measure,
        '' as category,
        value
    from held
    where layer = 'gold' and measure in ('countries', 'age_groups')
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
    select table_name, measure, category, value
    from silver.control_totals
    where table_name <> 'patients' and (category <> '' or measure in ('follow_ups', 'answers', 'outside_calendar'))
    union all
    -- Under the name of the column: one engine hashes that, too.
    select 'patients', 'country', '', weighed(country, value, 0)
    from (select category as country, value from silver.control_totals where measure = 'country') as countries
    union all
    select 'patients', 'age_group', '', weighed(age_group, value, 0)
    from (select category as age_group, value from silver.control_totals where measure = 'age_group') as age_groups
)
select
    coalesce(counted.table_name, shown.table_name) as table_name,
    coalesce(counted.measure, shown.measure) as measure,
    coalesce(counted.category, shown.category) as category,
    case when counted.table_name <> 'patients' then counted.value end as counted,
    case when shown.table_name <> 'patients' then shown.value end as shown
from counted
full join shown on shown.table_name = counted.table_name and shown.measure = counted.measure and shown.category = counted.category
where counted.value is distinct from shown.value
