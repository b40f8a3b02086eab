-- Visits whose carried totals are not those of their treatments, and treatments whose visit is not there, as the sums over both say, in
-- which each visit has a weight of its own.
select visits.table_name
from held as visits
join held as treatments on treatments.layer = 'gold' and treatments.table_name = 'treatments' and treatments.measure = 'billed'
where visits.layer = 'gold' and visits.table_name = 'visits' and visits.measure = 'billed' and visits.value <> treatments.value
