CREATE TABLE "alert_people" (
	"alert_id" uuid NOT NULL,
	"registrant_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"delivery" text NOT NULL,
	"message_id" uuid,
	"answer" text,
	"answered_at" timestamp with time zone,
	"handled_by" uuid,
	"handled_at" timestamp with time zone,
	CONSTRAINT "alert_people_alert_id_registrant_id_pk" PRIMARY KEY("alert_id","registrant_id")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"country" text NOT NULL,
	"area" text,
	"city" text,
	"post_id" uuid,
	"pt" jsonb NOT NULL,
	"en" jsonb,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposed_by" uuid NOT NULL,
	"declared_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"declared_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "alerts_declared_by_another" CHECK ("alerts"."declared_by" is null or "alerts"."declared_by" <> "alerts"."proposed_by"),
	CONSTRAINT "alerts_declared_whole" CHECK (("alerts"."declared_by" is null) = ("alerts"."declared_at" is null) and ("alerts"."state" in ('declared', 'ended')) = ("alerts"."declared_by" is not null))
);
--> statement-breakpoint
ALTER TABLE "alert_people" ADD CONSTRAINT "alert_people_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_people" ADD CONSTRAINT "alert_people_registrant_id_registrants_id_fk" FOREIGN KEY ("registrant_id") REFERENCES "public"."registrants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_people_queued" ON "alert_people" USING btree ("alert_id","registrant_id") WHERE "alert_people"."delivery" = 'queued';--> statement-breakpoint
CREATE INDEX "alert_people_lead" ON "alert_people" USING btree ("alert_id","lead_id");--> statement-breakpoint
CREATE INDEX "alert_people_registrant" ON "alert_people" USING btree ("registrant_id");--> statement-breakpoint
CREATE INDEX "alerts_created" ON "alerts" USING btree ("created_at");--> statement-breakpoint
-- By hand from here. An alert names nobody; whom it is about follows the registrant.
grant select, insert, update on alerts, alert_people to ponte_app;
--> statement-breakpoint
grant select on alerts to ponte_worker;
--> statement-breakpoint
grant select, update on alert_people to ponte_worker;
--> statement-breakpoint
grant select on alerts, alert_people to ponte_backup;
--> statement-breakpoint
alter table alert_people enable row level security;
--> statement-breakpoint
alter table alert_people force row level security;
--> statement-breakpoint
create policy alert_people_system on alert_people for all
  using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system');
--> statement-breakpoint
create policy alert_people_self on alert_people for all
  using ((select actor_kind()) = 'registrant' and registrant_id = (select subject_id()))
  with check ((select actor_kind()) = 'registrant' and registrant_id = (select subject_id()));
--> statement-breakpoint
-- The sub-query is itself narrowed down by the policies of registrants: the own post, and nobody who was erased.
create policy alert_people_officer on alert_people for all
  using ((select is_officer()) and exists (select from registrants r where r.id = registrant_id))
  with check ((select is_officer()) and exists (select from registrants r where r.id = registrant_id));
