CREATE TABLE "audit_lists" (
	"audit_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"subject_ids" uuid[] NOT NULL,
	CONSTRAINT "audit_lists_audit_id_page_pk" PRIMARY KEY("audit_id","page")
);
--> statement-breakpoint
CREATE INDEX "audit_lists_subjects" ON "audit_lists" USING gin ("subject_ids");
--> statement-breakpoint
grant select, insert on audit_lists to ponte_app, ponte_worker;
--> statement-breakpoint
grant select on audit_lists to ponte_backup;
--> statement-breakpoint
alter table audit_lists enable row level security;
--> statement-breakpoint
alter table audit_lists force row level security;
--> statement-breakpoint
create policy audit_lists_write on audit_lists for insert with check (true);
--> statement-breakpoint
-- A list names many people: only the product reads it, on behalf of one of them or of their officer.
create policy audit_lists_system on audit_lists for select using ((select actor_kind()) = 'system');
