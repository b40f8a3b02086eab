-- Tables that hold a row otherwise than it was accepted, as the checksums over their rows say. Where one holds fewer rows, those that
-- are missing are told by control_totals.
select clean.table_name
from held as clean
join held as star on star.layer = 'gold' and star.table_name = clean.table_name and star.measure = clean.measure
where clean.layer = 'silver' and clean.measure = 'content' and clean.value <> star.value
    and (select value from held where layer = 'gold' and table_name = clean.table_name and measure = 'rows')
        >= (select value from held where layer = 'silver' and table_name = clean.table_name and measure = 'rows')
