-- One row per doctor, with the home department.
select
    doctor_id,
    doctor_name,
    department,
    years_experience,
    line
from silver.doctors
