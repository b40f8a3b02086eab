-- Visits outside the week they are put into, or in none though the calendar holds their day, patients outside their age group,
-- and treatments whose amount is not their cents.
select 'dim_visits' as table_name, visit_date as id
from (select distinct visit_date, week from gold.dim_visits)
where case
    when week is null then visit_date between (select min(week) from gold.dim_weeks) and (select date(max(week), '+6 days') from gold.dim_weeks)
    else week is distinct from (select max(calendar.week) from gold.dim_weeks as calendar where calendar.week <= visit_date)
end
union all
select 'dim_patients', patient_id
from gold.dim_patients
where age_group <> case
    when age is null then 'Unknown'
    when age < 18 then '0-17'
    when age < 45 then '18-44'
    when age < 65 then '45-64'
    when age < 85 then '65-84'
    else '85+'
end
union all
select held.table_name, held.value
from held
where held.layer = 'gold' and held.measure = 'wrong_amounts' and held.value > 0
