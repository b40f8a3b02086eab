-- Visits outside the week they are put into, or in none though the calendar holds their day.
select 'dim_visits' as table_name, cast(visited.visit_date as varchar(10)) as id
from (select distinct visit_date, week from gold.dim_visits) as visited
left join (select week, lead(week) over (order by week) as next_week from gold.dim_weeks) as calendar on calendar.week = visited.week
cross join (select min(week) as first_week, date(max(week), '+7 days') as end_week from gold.dim_weeks) as known
where case
    when visited.week is null then visited.visit_date >= known.first_week and cast(visited.visit_date as varchar(10)) < known.end_week
    else calendar.week is null or visited.visit_date < calendar.week or visited.visit_date >= calendar.next_week
end
