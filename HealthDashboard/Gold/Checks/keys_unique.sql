-- Tables of the star schema in which a key stands more than once, or is blank.
select
    table_name,
    value as keys
from held
where layer = 'gold' and measure = 'wrong_keys' and value > 0
