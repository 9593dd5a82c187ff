CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"aim" text NOT NULL,
	"goal" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"budget" integer NOT NULL,
	"other_costs" integer DEFAULT 0 NOT NULL,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"finished_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "campaigns_end_after_start" CHECK ("campaigns"."ends_on" >= "campaigns"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "attributions" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"way" text NOT NULL,
	"link_id" uuid,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_counts" (
	"link_id" uuid NOT NULL,
	"day" date NOT NULL,
	"step" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "link_counts_link_id_day_step_pk" PRIMARY KEY("link_id","day","step")
);
--> statement-breakpoint
CREATE TABLE "tracked_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"code" text NOT NULL,
	"code_key" text NOT NULL,
	"channel" text NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"messenger" text DEFAULT '' NOT NULL,
	"cost" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attributions" ADD CONSTRAINT "attributions_link_id_tracked_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."tracked_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_counts" ADD CONSTRAINT "link_counts_link_id_tracked_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."tracked_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracked_links" ADD CONSTRAINT "tracked_links_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attributions_link" ON "attributions" USING btree ("link_id","step","at");--> statement-breakpoint
CREATE INDEX "attributions_at" ON "attributions" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "tracked_links_code_key" ON "tracked_links" USING btree ("code_key");--> statement-breakpoint
CREATE INDEX "tracked_links_campaign" ON "tracked_links" USING btree ("campaign_id");
--> statement-breakpoint
-- By hand from here. None of these names a person, so any signed-in actor may be let in by the permission alone.
grant select, insert, update on campaigns, tracked_links, link_counts to ponte_app, ponte_worker;
--> statement-breakpoint
grant select on attributions to ponte_app;
--> statement-breakpoint
grant select, insert on attributions to ponte_worker;
--> statement-breakpoint
grant select on campaigns, tracked_links, link_counts, attributions to ponte_backup;
