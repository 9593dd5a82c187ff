CREATE TABLE "origins" (
	"child_kind" text NOT NULL,
	"child_id" uuid NOT NULL,
	"parent_kind" text NOT NULL,
	"parent_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "origins_child_kind_child_id_parent_kind_parent_id_pk" PRIMARY KEY("child_kind","child_id","parent_kind","parent_id")
);
--> statement-breakpoint
CREATE INDEX "origins_parent" ON "origins" USING btree ("parent_kind","parent_id");--> statement-breakpoint
-- By hand from here. What stands on a thread names nobody.
grant select, insert, delete on origins to ponte_app;
--> statement-breakpoint
grant select on origins to ponte_backup;
--> statement-breakpoint
alter table origins enable row level security;
--> statement-breakpoint
alter table origins force row level security;
--> statement-breakpoint
create policy origins_staff on origins for all
  using ((select actor_kind()) in ('system', 'staff')) with check ((select actor_kind()) in ('system', 'staff'));
