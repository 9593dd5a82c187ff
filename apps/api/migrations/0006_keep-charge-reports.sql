CREATE TABLE "charge_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"country" text NOT NULL,
	"asker" text NOT NULL,
	"words_sealed" "bytea" NOT NULL,
	"contact_sealed" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	"handled_by" uuid,
	"note_sealed" "bytea",
	CONSTRAINT "charge_reports_handled_whole" CHECK (("charge_reports"."handled_at" is null) = ("charge_reports"."note_sealed" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "charge_reports_number_key" ON "charge_reports" USING btree ("number");--> statement-breakpoint
CREATE INDEX "charge_reports_newest" ON "charge_reports" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "charge_reports_handled" ON "charge_reports" USING btree ("handled_at");
--> statement-breakpoint
grant select, insert, update on charge_reports to ponte_app;
--> statement-breakpoint
grant select, delete on charge_reports to ponte_worker;
--> statement-breakpoint
grant select on charge_reports to ponte_backup;
--> statement-breakpoint
alter table charge_reports enable row level security;
--> statement-breakpoint
alter table charge_reports force row level security;
--> statement-breakpoint
-- Whoever reports is nobody to the database: the product writes for them.
create policy charge_reports_system on charge_reports for all
  using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system');
--> statement-breakpoint
-- A report may be about a post, so officers see none. Administrators read, and note what was done.
create policy charge_reports_administrator_reads on charge_reports for select
  using ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'administrator');
--> statement-breakpoint
create policy charge_reports_administrator_handles on charge_reports for update
  using ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'administrator')
  with check ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'administrator');
