create table dim_patients (
    patient_id text primary key,
    patient_name text not null,
    age integer,
    gender text not null,
    country text not null,
    age_group text not null
) strict, without rowid;

create table dim_doctors (
    doctor_id text primary key,
    doctor_name text not null,
    department text not null,
    years_experience integer
) strict, without rowid;

create table dim_visits (
    visit_id text primary key,
    patient_id text not null references dim_patients,
    doctor_id text not null references dim_doctors,
    department text not null,
    visit_date text not null,
    follow_up_required integer,
    week text,
    treatment_count integer not null,
    cost_cents integer not null,
    line integer not null
) strict;

create table fact_treatments (
    treatment_id text not null,
    visit_id text not null references dim_visits,
    treatment_type text not null,
    treatment_cost real not null,
    insurance_provider text not null,
    cost_cents integer not null,
    line integer not null,
    primary key (visit_id, treatment_id)
) strict, without rowid;

create table dim_departments (department text primary key) strict, without rowid;

create table dim_weeks (
    week text primary key,
    iso_week text not null,
    days integer not null
) strict, without rowid;
