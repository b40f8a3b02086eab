-- One row per patient.
select
    patient_id,
    patient_name,
    age,
    gender,
    country,
    age_group,
    line
from silver.patients
