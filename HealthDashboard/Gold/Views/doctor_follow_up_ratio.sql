-- One row per doctor. A visit without a known answer is in neither part of the rate.
select
    doctor.doctor_id as doctor_id,
    doctor.doctor_name,
    sum(visit.follow_up_required) * 1.0 / nullif(count(visit.follow_up_required), 0) as follow_up_rate,
    coalesce(sum(visit.follow_up_required), 0) as follow_up_count,
    count(visit.visit_id) as num_visits,
    count(visit.follow_up_required) as visits_with_answer
from dim_doctors as doctor
left join dim_visits as visit on visit.doctor_id = doctor.doctor_id
group by doctor.doctor_id, doctor.doctor_name
order by num_visits desc, doctor_id
