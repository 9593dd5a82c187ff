CREATE TABLE "commitments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"pt" jsonb NOT NULL,
	"en" jsonb NOT NULL,
	"topic" text,
	"questions" integer,
	"decision_id" uuid,
	"written_by" uuid NOT NULL,
	"published_by" uuid,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "commitments_published_whole" CHECK (("commitments"."published_at" is null) = ("commitments"."published_by" is null)),
	CONSTRAINT "commitments_published_by_another" CHECK ("commitments"."published_by" is null or "commitments"."published_by" <> "commitments"."written_by"),
	CONSTRAINT "commitments_source" CHECK ("commitments"."topic" is not null or "commitments"."decision_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "commitments_published" ON "commitments" USING btree ("published_at");
--> statement-breakpoint
-- By hand from here. Who commits reads and writes; what is published the product itself hands to everybody.
grant select, insert, update on commitments to ponte_app;
--> statement-breakpoint
grant select on commitments to ponte_backup;
--> statement-breakpoint
alter table commitments enable row level security;
--> statement-breakpoint
alter table commitments force row level security;
--> statement-breakpoint
create policy commitments_staff on commitments for all
  using ((select actor_kind()) = 'system' or ((select actor_kind()) = 'staff'
    and current_setting('app.role', true) in ('communications', 'secretary', 'administrator')))
  with check ((select actor_kind()) = 'system' or ((select actor_kind()) = 'staff'
    and current_setting('app.role', true) in ('communications', 'secretary', 'administrator')));
