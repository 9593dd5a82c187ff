CREATE TABLE "application_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"staff_id" uuid,
	"text_sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"opportunity_id" uuid NOT NULL,
	"registrant_id" uuid NOT NULL,
	"state" text NOT NULL,
	"waiting_since" integer,
	"reason_sealed" "bytea",
	"starts_on" date,
	"ends_on" date,
	"invited_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "applications_once" UNIQUE("opportunity_id","registrant_id"),
	CONSTRAINT "applications_waiting" CHECK (("applications"."state" = 'waiting') = ("applications"."waiting_since" is not null))
);
--> statement-breakpoint
CREATE TABLE "opportunities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"pt" jsonb NOT NULL,
	"en" jsonb,
	"host" text NOT NULL,
	"skills" text[] NOT NULL,
	"languages" jsonb NOT NULL,
	"education_field" text,
	"offer" text,
	"availability" text,
	"remote" boolean NOT NULL,
	"province" text,
	"district" text,
	"starts_on" date,
	"ends_on" date,
	"sector" text,
	"band" text,
	"places" integer NOT NULL,
	"closes_on" date NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "opportunities_places" CHECK ("opportunities"."places" > 0)
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"application_id" uuid NOT NULL,
	"months" integer NOT NULL,
	"due_on" date NOT NULL,
	"reminded_at" timestamp with time zone,
	"outcome" text,
	"words_sealed" "bytea",
	"recorded_by" text,
	"recorded_at" timestamp with time zone,
	CONSTRAINT "outcomes_application_id_months_pk" PRIMARY KEY("application_id","months")
);
--> statement-breakpoint
ALTER TABLE "application_messages" ADD CONSTRAINT "application_messages_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_opportunity_id_opportunities_id_fk" FOREIGN KEY ("opportunity_id") REFERENCES "public"."opportunities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_registrant_id_registrants_id_fk" FOREIGN KEY ("registrant_id") REFERENCES "public"."registrants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_messages_application" ON "application_messages" USING btree ("application_id","id");--> statement-breakpoint
CREATE INDEX "applications_registrant" ON "applications" USING btree ("registrant_id");--> statement-breakpoint
CREATE INDEX "opportunities_open" ON "opportunities" USING btree ("state","closes_on","id");--> statement-breakpoint
CREATE INDEX "outcomes_due" ON "outcomes" USING btree ("due_on") WHERE "outcomes"."outcome" is null and "outcomes"."reminded_at" is null;
--> statement-breakpoint
-- By hand from here. Opportunities hold nobody's data; who stands where with them is the person's and the officers' of programmes.
grant select, insert, update on opportunities, applications, outcomes to ponte_app;
--> statement-breakpoint
grant select, insert on application_messages to ponte_app;
--> statement-breakpoint
grant select on opportunities, applications, application_messages, outcomes to ponte_backup;
--> statement-breakpoint
grant select on applications, opportunities, outcomes to ponte_worker;
--> statement-breakpoint
grant update (reminded_at) on outcomes to ponte_worker;
--> statement-breakpoint
create function is_programmes() returns boolean language sql stable parallel safe
  as $$ select actor_kind() = 'staff' and current_setting('app.role', true) = 'programmes' $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['opportunities', 'applications', 'application_messages', 'outcomes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I for all
      using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system')$p$, t || '_system', t);
  end loop;
end $$;
--> statement-breakpoint
create policy opportunities_read on opportunities for select
  using ((select is_programmes())
    or ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'administrator')
    or ((select actor_kind()) = 'registrant' and state <> 'draft'));
--> statement-breakpoint
create policy opportunities_write on opportunities for all
  using ((select is_programmes())) with check ((select is_programmes()));
--> statement-breakpoint
create policy applications_programmes on applications for all
  using ((select is_programmes())) with check ((select is_programmes()));
--> statement-breakpoint
create policy applications_self on applications for all
  using ((select actor_kind()) = 'registrant' and registrant_id = (select subject_id()))
  with check ((select actor_kind()) = 'registrant' and registrant_id = (select subject_id()));
--> statement-breakpoint
-- What was written and what came of it follow the application.
do $$
declare t text;
begin
  foreach t in array array['application_messages', 'outcomes'] loop
    execute format($p$create policy %I on %I for all
      using ((select actor_kind()) in ('staff', 'registrant') and exists (select from applications a where a.id = application_id))
      with check ((select actor_kind()) in ('staff', 'registrant') and exists (select from applications a where a.id = application_id))$p$,
      t || '_of_application', t);
  end loop;
end $$;
--> statement-breakpoint
-- Whom an opportunity touches. Under policies Postgres does not use an index on arrays, as their operators are not leakproof:
-- so the codes stand one a row, behind a function that answers the product itself with ids and nobody else.
create table search.offered_codes (
  code text not null,
  registrant_id uuid not null references registrants (id) on delete cascade,
  primary key (code, registrant_id)
);
--> statement-breakpoint
create index offered_codes_registrant on search.offered_codes (registrant_id);
--> statement-breakpoint
create function search.codes_of(skills text[], sector text) returns setof text language sql immutable parallel safe
  as $$ select 'skill:' || skill from unnest(skills) as skill union select 'sector:' || sector where sector is not null $$;
--> statement-breakpoint
create function search.follow_details() returns trigger language plpgsql security definer
  set search_path = search, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then delete from search.offered_codes where registrant_id = new.registrant_id; end if;
  insert into search.offered_codes (code, registrant_id)
  select code, new.registrant_id from search.codes_of(new.skills, new.investment_sector) as code;
  return null;
end $$;
--> statement-breakpoint
-- Those whose codes touch most come first; among equals a lot decides, another one for each opportunity.
create function search.find_offered(wanted text[], lot text, most integer) returns setof uuid
  language plpgsql stable security definer set search_path = search, public, pg_temp as $$
begin
  if public.actor_kind() <> 'system' then return; end if;
  return query select o.registrant_id from search.offered_codes o where o.code = any(wanted)
    group by o.registrant_id order by count(*) desc, md5(lot || o.registrant_id::text) limit most;
end $$;
--> statement-breakpoint
select set_config('app.actor_kind', 'system', true);
--> statement-breakpoint
insert into search.offered_codes (code, registrant_id)
select code, d.registrant_id from registrant_details d, search.codes_of(d.skills, d.investment_sector) as code;
--> statement-breakpoint
select set_config('app.actor_kind', '', true);
--> statement-breakpoint
alter table search.offered_codes owner to ponte_search;
--> statement-breakpoint
alter function search.follow_details() owner to ponte_search;
--> statement-breakpoint
alter function search.find_offered(text[], text, integer) owner to ponte_search;
--> statement-breakpoint
revoke execute on function search.find_offered(text[], text, integer) from public;
--> statement-breakpoint
grant execute on function search.find_offered(text[], text, integer) to ponte_app;
--> statement-breakpoint
create trigger registrant_details_follow after insert or update of skills, investment_sector on registrant_details
  for each row execute function search.follow_details();
--> statement-breakpoint
grant select on search.offered_codes to ponte_backup;
