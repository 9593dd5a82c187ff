CREATE TABLE "client_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"method" text NOT NULL,
	"route" text NOT NULL,
	"status" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"requests_per_minute" integer NOT NULL,
	"secret_id" uuid NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"secret_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"uses" integer DEFAULT 0 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clients_a_year_at_most" CHECK ("clients"."expires_at" <= "clients"."created_at" + interval '366 days')
);
--> statement-breakpoint
ALTER TABLE "client_calls" ADD CONSTRAINT "client_calls_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_calls_newest" ON "client_calls" USING btree ("client_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "clients_secret_key" ON "clients" USING btree ("secret_id");
--> statement-breakpoint
-- By hand from here.
grant select, insert, update on clients to ponte_app;
--> statement-breakpoint
grant select, insert, delete on client_calls to ponte_app;
--> statement-breakpoint
grant select on clients, client_calls to ponte_backup;
--> statement-breakpoint
alter table clients enable row level security;
--> statement-breakpoint
alter table clients force row level security;
--> statement-breakpoint
alter table client_calls enable row level security;
--> statement-breakpoint
alter table client_calls force row level security;
--> statement-breakpoint
-- The product looks a client up before it is anybody; administrators keep them. A client sees no row, not even its own.
create policy clients_system on clients for all
  using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system');
--> statement-breakpoint
create policy clients_administrator on clients for all
  using ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'administrator')
  with check ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'administrator');
--> statement-breakpoint
create policy client_calls_system on client_calls for all
  using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system');
--> statement-breakpoint
create policy client_calls_administrator on client_calls for select
  using ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'administrator');
