-- One row per department known from visits or doctors.
select department from silver.visits
union
select department from silver.doctors
