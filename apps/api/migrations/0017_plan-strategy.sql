CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"output_id" uuid NOT NULL,
	"name_pt" text NOT NULL,
	"name_en" text NOT NULL,
	"seat_id" uuid,
	"starts_on" date,
	"ends_on" date,
	"state" text NOT NULL,
	"budget_mzn" bigint,
	"note" text,
	"decision_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "activities_state" CHECK ("activities"."state" in ('planned', 'running', 'done', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "framework_parts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"level" text NOT NULL,
	"parent_id" uuid,
	"place" integer NOT NULL,
	"name_pt" text NOT NULL,
	"name_en" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "framework_parts_level" CHECK ("framework_parts"."level" in ('pillar', 'outcome', 'output')),
	CONSTRAINT "framework_parts_top" CHECK (("framework_parts"."level" = 'pillar') = ("framework_parts"."parent_id" is null))
);
--> statement-breakpoint
CREATE TABLE "indicators" (
	"id" uuid PRIMARY KEY NOT NULL,
	"part_id" uuid NOT NULL,
	"name_pt" text NOT NULL,
	"name_en" text NOT NULL,
	"unit" text NOT NULL,
	"direction" text NOT NULL,
	"frequency" text NOT NULL,
	"baseline" double precision,
	"baseline_on" date,
	"target" double precision,
	"target_on" date,
	"is_proposal" boolean NOT NULL,
	"source" text NOT NULL,
	"definition" text NOT NULL,
	"live" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "indicators_direction" CHECK ("indicators"."direction" in ('up', 'down'))
);
--> statement-breakpoint
CREATE TABLE "measurements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"indicator_id" uuid NOT NULL,
	"day" date NOT NULL,
	"value" double precision,
	"note" text,
	"measured_by" uuid,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "strategy_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"chapters" jsonb NOT NULL,
	"submitted_by" uuid,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"decision_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "strategy_versions_state" CHECK ("strategy_versions"."state" in ('draft', 'submitted', 'approved')),
	CONSTRAINT "strategy_versions_approved_whole" CHECK (("strategy_versions"."state" = 'approved') = ("strategy_versions"."approved_at" is not null)),
	CONSTRAINT "strategy_versions_two_people" CHECK ("strategy_versions"."approved_by" is null or "strategy_versions"."approved_by" <> "strategy_versions"."submitted_by")
);
--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_output_id_framework_parts_id_fk" FOREIGN KEY ("output_id") REFERENCES "public"."framework_parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framework_parts" ADD CONSTRAINT "framework_parts_parent_id_framework_parts_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."framework_parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_part_id_framework_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."framework_parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD CONSTRAINT "strategy_versions_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activities_output" ON "activities" USING btree ("output_id");--> statement-breakpoint
CREATE INDEX "activities_seat" ON "activities" USING btree ("seat_id");--> statement-breakpoint
CREATE INDEX "activities_decision" ON "activities" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "framework_parts_parent" ON "framework_parts" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "indicators_part" ON "indicators" USING btree ("part_id");--> statement-breakpoint
CREATE UNIQUE INDEX "indicators_live_key" ON "indicators" USING btree ("live");--> statement-breakpoint
CREATE INDEX "measurements_day" ON "measurements" USING btree ("indicator_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "measurements_live_once" ON "measurements" USING btree ("indicator_id","day") WHERE "measurements"."measured_by" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "strategy_versions_number_key" ON "strategy_versions" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "strategy_versions_one_open" ON "strategy_versions" USING btree ((true)) WHERE "strategy_versions"."state" <> 'approved';
--> statement-breakpoint
-- By hand from here.
grant select, insert, update on strategy_versions, framework_parts, activities, indicators to ponte_app;
--> statement-breakpoint
grant delete on framework_parts to ponte_app;
--> statement-breakpoint
grant select, insert on measurements to ponte_app, ponte_worker;
--> statement-breakpoint
grant select on strategy_versions, framework_parts, activities, indicators to ponte_worker;
--> statement-breakpoint
grant select on strategy_versions, framework_parts, activities, indicators, measurements to ponte_backup;
--> statement-breakpoint
create function writes_strategy() returns boolean language sql stable parallel safe
  as $$ select actor_kind() = 'staff' and current_setting('app.role', true) in ('secretary', 'programmes') $$;
--> statement-breakpoint
do $$
declare
  name text;
begin
  foreach name in array array['strategy_versions', 'framework_parts', 'activities', 'indicators', 'measurements']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy %I on %I for select
      using ((select actor_kind()) = 'system' or (select reads_committee()))$p$, name || '_read', name);
    execute format($p$create policy %I on %I for insert with check ((select writes_strategy()))$p$, name || '_add', name);
  end loop;
  foreach name in array array['framework_parts', 'activities', 'indicators']
  loop
    execute format($p$create policy %I on %I for update
      using ((select writes_strategy())) with check ((select writes_strategy()))$p$, name || '_change', name);
  end loop;
end $$;
--> statement-breakpoint
-- An approved version stays as it is.
create policy strategy_versions_change on strategy_versions for update
  using ((select writes_strategy()) and state <> 'approved') with check ((select writes_strategy()));
--> statement-breakpoint
create policy framework_parts_remove on framework_parts for delete using ((select writes_strategy()));
--> statement-breakpoint
-- What the product measures itself it writes at night, and nobody else may.
create policy measurements_live on measurements for insert
  with check ((select actor_kind()) = 'system' and measured_by is null);
--> statement-breakpoint
-- How long answers took is measured at night; of the questions themselves the worker sees nothing.
grant select (state, created_at, first_answered_at) on questions to ponte_worker;
