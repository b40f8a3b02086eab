create table dim_patients (
    patient_id text primary key,
    patient_name text not null,
    age integer check (age between 0 and 124),
    gender text not null check (gender in ('Female', 'Male', 'Other', 'Unknown')),
    country text not null,
    age_group text not null generated always as (
        case
            when age is null then 'Unknown'
            when age < 18 then '0-17'
            when age < 45 then '18-44'
            when age < 65 then '45-64'
            when age < 85 then '65-84'
            else '85+'
        end
    ) virtual,
    line integer not null
) strict, without rowid;

create table dim_doctors (
    doctor_id text primary key,
    doctor_name text not null,
    department text not null,
    years_experience integer check (years_experience between 0 and 80),
    line integer not null
) strict, without rowid;

create table dim_visits (
    visit_id text not null unique,
    patient_id text not null references dim_patients,
    doctor_id text not null references dim_doctors,
    department text not null,
    visit_date text not null,
    follow_up_required integer check (follow_up_required in (0, 1)),
    week text,
    treatment_count integer not null check (treatment_count >= 0),
    cost_cents integer not null check (cost_cents >= 0),
    line integer primary key
) strict;

create table fact_treatments (
    treatment_id text not null,
    visit_id text not null references dim_visits (visit_id),
    treatment_type text not null,
    treatment_cost real generated always as (cost_cents / 100.0) virtual,
    insurance_provider text not null,
    cost_cents integer not null check (cost_cents >= 0),
    line integer not null,
    primary key (visit_id, treatment_id)
) strict, without rowid;

create table dim_departments (department text primary key) strict, without rowid;

create table dim_weeks (
    week text primary key,
    iso_week text not null,
    days integer not null check (days between 1 and 7)
) strict, without rowid;
