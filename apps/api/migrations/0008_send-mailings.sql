CREATE TABLE "mailing_recipients" (
	"mailing_id" uuid NOT NULL,
	"registrant_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"error" text,
	CONSTRAINT "mailing_recipients_mailing_id_registrant_id_pk" PRIMARY KEY("mailing_id","registrant_id")
);
--> statement-breakpoint
CREATE TABLE "mailings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid,
	"name" text NOT NULL,
	"purpose" text NOT NULL,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"pt" jsonb NOT NULL,
	"en" jsonb,
	"state" text DEFAULT 'draft' NOT NULL,
	"created_by" uuid NOT NULL,
	"proposed_by" uuid,
	"approved_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "mailings_approved_by_another" CHECK ("mailings"."approved_by" is null or ("mailings"."approved_by" <> "mailings"."created_by" and "mailings"."approved_by" <> "mailings"."proposed_by"))
);
--> statement-breakpoint
ALTER TABLE "mailing_recipients" ADD CONSTRAINT "mailing_recipients_mailing_id_mailings_id_fk" FOREIGN KEY ("mailing_id") REFERENCES "public"."mailings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailing_recipients" ADD CONSTRAINT "mailing_recipients_registrant_id_registrants_id_fk" FOREIGN KEY ("registrant_id") REFERENCES "public"."registrants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailings" ADD CONSTRAINT "mailings_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mailing_recipients_due" ON "mailing_recipients" USING btree ("due_at") WHERE "mailing_recipients"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "mailing_recipients_sending" ON "mailing_recipients" USING btree ("claimed_at") WHERE "mailing_recipients"."state" = 'sending';--> statement-breakpoint
CREATE INDEX "mailing_recipients_registrant" ON "mailing_recipients" USING btree ("registrant_id");
--> statement-breakpoint
-- By hand from here. A mailing names nobody; whom it goes to is a list of people, and only the product reads it.
grant select, insert, update on mailings to ponte_app;
--> statement-breakpoint
grant select, update on mailings to ponte_worker;
--> statement-breakpoint
grant select, insert, update on mailing_recipients to ponte_app, ponte_worker;
--> statement-breakpoint
grant select on mailings, mailing_recipients to ponte_backup;
--> statement-breakpoint
alter table mailing_recipients enable row level security;
--> statement-breakpoint
alter table mailing_recipients force row level security;
--> statement-breakpoint
create policy mailing_recipients_system on mailing_recipients for all
  using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system');
