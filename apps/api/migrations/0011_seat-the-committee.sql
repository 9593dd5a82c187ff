CREATE TABLE "actions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"decision_id" uuid,
	"seat_id" uuid NOT NULL,
	"title" text NOT NULL,
	"words_sealed" "bytea" NOT NULL,
	"due_on" date NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"reminded_before" date,
	"reminded_on" date,
	"done_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"made_on" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"decision_id" uuid NOT NULL,
	"table_name" text NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"label" text NOT NULL,
	"value" integer NOT NULL,
	"definition" text NOT NULL,
	"source" text NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attendances" (
	"meeting_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"titular_present" boolean NOT NULL,
	"alternate_present" boolean NOT NULL,
	CONSTRAINT "attendances_meeting_id_seat_id_pk" PRIMARY KEY("meeting_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"meeting_id" uuid NOT NULL,
	"mandate_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"is_cancelled" boolean DEFAULT false NOT NULL,
	"message_id" uuid NOT NULL,
	CONSTRAINT "invitations_meeting_id_mandate_id_pk" PRIMARY KEY("meeting_id","mandate_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"description" text
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"zone" text NOT NULL,
	"place" text,
	"link" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"quorum_percent" integer NOT NULL,
	"called_at" timestamp with time zone,
	"called_by" uuid,
	"sequence" integer DEFAULT 0 NOT NULL,
	"cancel_reason_sealed" "bytea",
	"minutes_approved_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" integer NOT NULL,
	"content_sealed" "bytea" NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "minutes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"edition" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"text_sealed" "bytea" NOT NULL,
	"written_by" uuid,
	"approved_at" timestamp with time zone,
	"approved_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "minutes_approved_whole" CHECK (("minutes"."state" = 'approved') = ("minutes"."approved_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "mandates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seat_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"person_sealed" "bytea" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mandates_end_after_start" CHECK ("mandates"."ends_on" is null or "mandates"."ends_on" >= "mandates"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"institution" text NOT NULL,
	"ended_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_item_id_meeting_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."meeting_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_mandate_id_mandates_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_items" ADD CONSTRAINT "meeting_items_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "actions_due" ON "actions" USING btree ("due_on","id") WHERE "actions"."status" in ('open', 'in-progress');--> statement-breakpoint
CREATE INDEX "actions_seat" ON "actions" USING btree ("seat_id");--> statement-breakpoint
CREATE INDEX "actions_decision" ON "actions" USING btree ("decision_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_number_key" ON "decisions" USING btree ("year","number");--> statement-breakpoint
CREATE INDEX "decisions_meeting" ON "decisions" USING btree ("meeting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_figure_key" ON "evidence" USING btree ("decision_id","table_name","code","as_of");--> statement-breakpoint
CREATE INDEX "meeting_items_meeting" ON "meeting_items" USING btree ("meeting_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_number_key" ON "meetings" USING btree ("year","number");--> statement-breakpoint
CREATE INDEX "meetings_newest" ON "meetings" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "papers_meeting" ON "papers" USING btree ("meeting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "minutes_edition_key" ON "minutes" USING btree ("meeting_id","edition");--> statement-breakpoint
CREATE UNIQUE INDEX "minutes_one_draft" ON "minutes" USING btree ("meeting_id") WHERE "minutes"."state" = 'draft';--> statement-breakpoint
CREATE INDEX "mandates_seat" ON "mandates" USING btree ("seat_id","starts_on");--> statement-breakpoint
CREATE UNIQUE INDEX "seats_institution_key" ON "seats" USING btree (lower("institution")) WHERE "seats"."ended_on" is null;
--> statement-breakpoint
-- By hand from here.
grant select, insert, update on
  seats, mandates, meetings, meeting_items, attendances, invitations, papers, minutes, decisions, evidence, actions
  to ponte_app;
--> statement-breakpoint
grant delete on meeting_items, attendances, papers to ponte_app;
--> statement-breakpoint
grant select on
  seats, mandates, meetings, meeting_items, attendances, invitations, papers, minutes, decisions, evidence, actions
  to ponte_worker, ponte_backup;
--> statement-breakpoint
-- The worker notes which action it reminded of, and nothing else.
grant update (reminded_before, reminded_on) on actions to ponte_worker;
--> statement-breakpoint
create function reads_committee() returns boolean language sql stable parallel safe
  as $$ select actor_kind() = 'staff' and current_setting('app.role', true)
    in ('secretary', 'analyst', 'administrator', 'communications', 'programmes') $$;
--> statement-breakpoint
create function writes_committee() returns boolean language sql stable parallel safe
  as $$ select actor_kind() = 'staff' and current_setting('app.role', true) = 'secretary' $$;
--> statement-breakpoint
-- What the approved minutes rest on stays as it was.
create function is_meeting_open(id uuid) returns boolean language sql stable parallel safe
  as $$ select minutes_approved_at is null from meetings where meetings.id = is_meeting_open.id $$;
--> statement-breakpoint
do $$
declare
  name text;
begin
  foreach name in array array['seats', 'mandates', 'meetings', 'meeting_items', 'attendances', 'invitations', 'papers',
    'minutes', 'decisions', 'evidence', 'actions']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy %I on %I for select
      using ((select actor_kind()) = 'system' or (select reads_committee()))$p$, name || '_read', name);
    execute format($p$create policy %I on %I for insert with check ((select writes_committee()))$p$, name || '_add', name);
  end loop;
  foreach name in array array['seats', 'mandates', 'meetings', 'invitations', 'actions']
  loop
    execute format($p$create policy %I on %I for update
      using ((select writes_committee())) with check ((select writes_committee()))$p$, name || '_change', name);
  end loop;
  foreach name in array array['meeting_items', 'attendances', 'papers', 'decisions']
  loop
    execute format($p$create policy %I on %I for update
      using ((select writes_committee()) and is_meeting_open(meeting_id))
      with check ((select writes_committee()) and is_meeting_open(meeting_id))$p$, name || '_change', name);
  end loop;
  foreach name in array array['meeting_items', 'attendances', 'papers']
  loop
    execute format($p$create policy %I on %I for delete
      using ((select writes_committee()) and is_meeting_open(meeting_id))$p$, name || '_remove', name);
  end loop;
end $$;
--> statement-breakpoint
create policy minutes_change on minutes for update
  using ((select writes_committee()) and state = 'draft') with check ((select writes_committee()));
--> statement-breakpoint
create policy actions_remind on actions for update
  using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system');
