-- Ids are as good as random: trying to squeeze a list of them cost half of writing it and saved nothing.
alter table audit_lists alter column subject_ids set storage external;
