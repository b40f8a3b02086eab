-- The rows of silver. They stand once, in the star schema, with the line of the file that each came from.
create view patients as
select patient_id, patient_name, age, age_group, gender, country, line from dim_patients;

create view doctors as
select doctor_id, doctor_name, department, years_experience, line from dim_doctors;

create view visits as
select visit_id, patient_id, doctor_id, department, visit_date, week, follow_up_required, line from dim_visits;

create view treatments as
select treatment_id, visit_id, treatment_type, cost_cents, insurance_provider, line from fact_treatments;

create view weeks as
select week, iso_week, days from dim_weeks;
