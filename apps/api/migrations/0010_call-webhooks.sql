CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook_id" uuid NOT NULL,
	"about" text NOT NULL,
	"type" text NOT NULL,
	"message_id" uuid NOT NULL,
	"data_id" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"claimed_until" timestamp with time zone,
	"last_attempt_at" timestamp with time zone,
	"response_status" smallint,
	"problem" text,
	"duration_ms" integer
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"url_sealed" "bytea" NOT NULL,
	"description" text NOT NULL,
	"types" text[] NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"disabled_reason" text,
	"disabled_at" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"secret_sealed" "bytea" NOT NULL,
	"previous_secret_sealed" "bytea",
	"previous_secret_until" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "webhooks_disabled_whole" CHECK ("webhooks"."enabled" = ("webhooks"."disabled_reason" is null))
);
--> statement-breakpoint
ALTER TABLE "domain_events" ADD COLUMN "untold" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_about_key" ON "webhook_deliveries" USING btree ("webhook_id","about");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_newest" ON "webhook_deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("next_attempt_at") WHERE "webhook_deliveries"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "webhook_deliveries_age" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "domain_events_untold" ON "domain_events" USING btree ("id") WHERE "domain_events"."untold";
--> statement-breakpoint
-- By hand from here.
grant select, insert, update on webhooks to ponte_app;
--> statement-breakpoint
grant select, insert, update on webhook_deliveries to ponte_app;
--> statement-breakpoint
grant select, update on webhooks to ponte_worker;
--> statement-breakpoint
grant select, insert, update, delete on webhook_deliveries to ponte_worker;
--> statement-breakpoint
-- Events stay as they were written; only the mark that webhooks are yet to be told comes off.
grant update (untold) on domain_events to ponte_worker;
--> statement-breakpoint
grant select on webhooks, webhook_deliveries to ponte_backup;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['webhooks', 'webhook_deliveries'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I for all
      using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system')$p$, t || '_system', t);
    execute format($p$create policy %I on %I for all
      using ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'administrator')
      with check ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'administrator')$p$, t || '_administrator', t);
  end loop;
end $$;
