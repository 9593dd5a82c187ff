-- Who was in a list is looked up seldom and noted by the thousand. An index of every name in every list cost more than the lists: of
-- a long one the first and the last, in order of their ids, lead to the few that have to be looked through.
DROP INDEX "audit_lists_subjects";--> statement-breakpoint
-- Lists are never changed, so no policy lets anybody; this is the one time that they are put in order.
alter table audit_lists no force row level security;--> statement-breakpoint
update audit_lists set subject_ids = array(select unnest(subject_ids) order by 1);--> statement-breakpoint
alter table audit_lists force row level security;--> statement-breakpoint
-- The order is the table's own promise: a process of the version before may still be writing.
create function sort_subjects() returns trigger language plpgsql as $$
begin
  new.subject_ids := array(select unnest(new.subject_ids) order by 1);
  return new;
end $$;--> statement-breakpoint
create trigger audit_lists_sorted before insert on audit_lists for each row execute function sort_subjects();--> statement-breakpoint
ALTER TABLE "audit_lists"
  ADD COLUMN "first_id" uuid GENERATED ALWAYS AS (subject_ids[1]) STORED,
  ADD COLUMN "last_id" uuid GENERATED ALWAYS AS (subject_ids[cardinality(subject_ids)]) STORED;--> statement-breakpoint
CREATE INDEX "audit_lists_short" ON "audit_lists" USING gin ("subject_ids") WHERE cardinality("audit_lists"."subject_ids") <= 200;--> statement-breakpoint
CREATE INDEX "audit_lists_span" ON "audit_lists" USING btree ("first_id","last_id") WHERE cardinality("audit_lists"."subject_ids") > 200;
