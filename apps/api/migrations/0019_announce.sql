CREATE TABLE "announcements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"pt" jsonb NOT NULL,
	"en" jsonb NOT NULL,
	"show_until" date,
	"written_by" uuid NOT NULL,
	"published_by" uuid,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "announcements_published_whole" CHECK (("announcements"."published_at" is null) = ("announcements"."published_by" is null)),
	CONSTRAINT "announcements_published_by_another" CHECK ("announcements"."published_by" is null or "announcements"."published_by" <> "announcements"."written_by")
);
--> statement-breakpoint
ALTER TABLE "mailings" ADD COLUMN "announcement_id" uuid;--> statement-breakpoint
CREATE INDEX "announcements_published" ON "announcements" USING btree ("published_at");--> statement-breakpoint
ALTER TABLE "mailings" ADD CONSTRAINT "mailings_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- By hand from here. Who announces reads and writes; what is published the product itself hands to everybody.
grant select, insert, update on announcements to ponte_app;
--> statement-breakpoint
grant select on announcements to ponte_backup;
--> statement-breakpoint
alter table announcements enable row level security;
--> statement-breakpoint
alter table announcements force row level security;
--> statement-breakpoint
create policy announcements_staff on announcements for all
  using ((select actor_kind()) = 'system'
    or ((select actor_kind()) = 'staff' and current_setting('app.role', true) in ('communications', 'administrator')))
  with check ((select actor_kind()) = 'system'
    or ((select actor_kind()) = 'staff' and current_setting('app.role', true) in ('communications', 'administrator')));
