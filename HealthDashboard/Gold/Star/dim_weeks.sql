-- One row per week from the first visit to the last, those far from all others aside; days counts those that lie between them.
select
    week,
    iso_week,
    days
from silver.weeks
