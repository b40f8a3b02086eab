create table entries (
    id integer primary key autoincrement,
    at integer not null,
    issuer text not null,
    subject text not null,
    name text not null,
    session integer,
    reach text not null,
    action text not null,
    what text not null,
    reason text,
    rows integer,
    sha256 text,
    patients integer not null,
    -- The entry that showed exactly these patients before, whose they are; null where they are its own.
    patients_as integer,
    mac blob not null
) strict;
create index entries_of_subject on entries (subject);
create index entries_of_name on entries (name collate nocase);
create index entries_of_same_patients on entries (patients_as) where patients_as is not null;
create table entry_patients (
    entry integer not null,
    patient_id text not null,
    primary key (entry, patient_id)
) strict, without rowid;
create index entries_of_patient on entry_patients (patient_id, entry);
-- Where the chain starts once old entries have left: the first that stays, the seal of the one before it, and both signed.
create table chain_start (
    only_one integer primary key check (only_one = 1),
    id integer not null,
    mac blob not null,
    signature text not null
) strict;
create trigger entries_stay before delete on entries when old.id >= coalesce((select id from chain_start), 0)
begin select raise(abort, 'The audit keeps its entries.'); end;
create trigger entries_as_written before update on entries begin select raise(abort, 'The audit keeps its entries as they were written.'); end;
create trigger entries_once before insert on entries when exists (select 1 from entries where id = new.id)
begin select raise(abort, 'The audit has this entry.'); end;
create trigger patients_stay before delete on entry_patients when old.entry >= coalesce((select id from chain_start), 0)
begin select raise(abort, 'The audit keeps its entries.'); end;
create trigger patients_as_written before update on entry_patients begin select raise(abort, 'The audit keeps its entries as they were written.'); end;
create trigger patients_before_entry before insert on entry_patients when new.entry <= coalesce((select max(id) from entries), 0)
begin select raise(abort, 'The audit adds no patients to an entry.'); end;
