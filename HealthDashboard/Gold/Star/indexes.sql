create index dim_visits_by_department on dim_visits (department, visit_date);
create index dim_visits_by_doctor on dim_visits (doctor_id);
create index dim_visits_by_patient on dim_visits (patient_id);
create index dim_visits_by_date on dim_visits (visit_date);
