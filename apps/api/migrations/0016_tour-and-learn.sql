CREATE TABLE "lesson_sessions" (
	"lesson_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	CONSTRAINT "lesson_sessions_lesson_id_session_id_pk" PRIMARY KEY("lesson_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "lessons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tour_id" uuid NOT NULL,
	"title" text NOT NULL,
	"seen" text NOT NULL,
	"relevance" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lesson_id" uuid NOT NULL,
	"title" text NOT NULL,
	"text" text,
	"seat_id" uuid,
	"dropped_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tour_delegates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tour_id" uuid NOT NULL,
	"seat_id" uuid,
	"person_sealed" "bytea" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tour_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tour_id" uuid NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"bytes" integer NOT NULL,
	"content_sealed" "bytea" NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tour_hosts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tour_id" uuid NOT NULL,
	"institution" text NOT NULL,
	"purpose" text,
	"contact_sealed" "bytea" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tour_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"text_sealed" "bytea" NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"corrected_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tour_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tour_id" uuid NOT NULL,
	"host_id" uuid,
	"title" text NOT NULL,
	"local_start" text NOT NULL,
	"minutes" integer NOT NULL,
	"place" text,
	"questions" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tours" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"objective" text NOT NULL,
	"country" text NOT NULL,
	"zone" text NOT NULL,
	"first_on" date NOT NULL,
	"last_on" date NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meeting_items" ADD COLUMN "recommendation_id" uuid;--> statement-breakpoint
ALTER TABLE "lesson_sessions" ADD CONSTRAINT "lesson_sessions_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_sessions" ADD CONSTRAINT "lesson_sessions_session_id_tour_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."tour_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_tour_id_tours_id_fk" FOREIGN KEY ("tour_id") REFERENCES "public"."tours"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tour_delegates" ADD CONSTRAINT "tour_delegates_tour_id_tours_id_fk" FOREIGN KEY ("tour_id") REFERENCES "public"."tours"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tour_delegates" ADD CONSTRAINT "tour_delegates_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tour_documents" ADD CONSTRAINT "tour_documents_tour_id_tours_id_fk" FOREIGN KEY ("tour_id") REFERENCES "public"."tours"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tour_hosts" ADD CONSTRAINT "tour_hosts_tour_id_tours_id_fk" FOREIGN KEY ("tour_id") REFERENCES "public"."tours"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tour_notes" ADD CONSTRAINT "tour_notes_session_id_tour_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."tour_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tour_notes" ADD CONSTRAINT "tour_notes_author_id_staff_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tour_sessions" ADD CONSTRAINT "tour_sessions_tour_id_tours_id_fk" FOREIGN KEY ("tour_id") REFERENCES "public"."tours"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tour_sessions" ADD CONSTRAINT "tour_sessions_host_id_tour_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."tour_hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lessons_tour" ON "lessons" USING btree ("tour_id");--> statement-breakpoint
CREATE INDEX "recommendations_lesson" ON "recommendations" USING btree ("lesson_id");--> statement-breakpoint
CREATE INDEX "tour_delegates_tour" ON "tour_delegates" USING btree ("tour_id");--> statement-breakpoint
CREATE INDEX "tour_documents_tour" ON "tour_documents" USING btree ("tour_id");--> statement-breakpoint
CREATE INDEX "tour_hosts_tour" ON "tour_hosts" USING btree ("tour_id");--> statement-breakpoint
CREATE INDEX "tour_notes_session" ON "tour_notes" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "tour_sessions_tour" ON "tour_sessions" USING btree ("tour_id","local_start");--> statement-breakpoint
CREATE INDEX "tours_newest" ON "tours" USING btree ("first_on");--> statement-breakpoint
ALTER TABLE "meeting_items" ADD CONSTRAINT "meeting_items_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_items_recommendation" ON "meeting_items" USING btree ("recommendation_id");
--> statement-breakpoint
-- By hand from here.
grant select, insert, update on
  tours, tour_hosts, tour_delegates, tour_sessions, tour_documents, tour_notes, lessons, lesson_sessions, recommendations
  to ponte_app;
--> statement-breakpoint
grant delete on tour_hosts, tour_delegates, tour_sessions, tour_documents, lesson_sessions to ponte_app;
--> statement-breakpoint
grant select on
  tours, tour_hosts, tour_delegates, tour_sessions, tour_documents, tour_notes, lessons, lesson_sessions, recommendations
  to ponte_backup;
--> statement-breakpoint
create function reads_tours() returns boolean language sql stable parallel safe
  as $$ select actor_kind() = 'staff' and current_setting('app.role', true)
    in ('secretary', 'analyst', 'administrator', 'communications', 'programmes') $$;
--> statement-breakpoint
create function writes_tours() returns boolean language sql stable parallel safe
  as $$ select actor_kind() = 'staff' and current_setting('app.role', true) in ('secretary', 'programmes') $$;
--> statement-breakpoint
create function actor_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.actor_id', true), '')::uuid $$;
--> statement-breakpoint
do $$
declare
  name text;
begin
  foreach name in array array['tours', 'tour_hosts', 'tour_delegates', 'tour_sessions', 'tour_documents', 'tour_notes',
    'lessons', 'lesson_sessions', 'recommendations']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy %I on %I for select
      using ((select actor_kind()) = 'system' or (select reads_tours()))$p$, name || '_read', name);
  end loop;
  foreach name in array array['tours', 'tour_hosts', 'tour_delegates', 'tour_sessions', 'tour_documents', 'lessons',
    'lesson_sessions', 'recommendations']
  loop
    execute format($p$create policy %I on %I for insert with check ((select writes_tours()))$p$, name || '_add', name);
    execute format($p$create policy %I on %I for update
      using ((select writes_tours())) with check ((select writes_tours()))$p$, name || '_change', name);
  end loop;
  foreach name in array array['tour_hosts', 'tour_delegates', 'tour_sessions', 'tour_documents', 'lesson_sessions']
  loop
    execute format($p$create policy %I on %I for delete using ((select writes_tours()))$p$, name || '_remove', name);
  end loop;
end $$;
--> statement-breakpoint
-- A note stands under its author's name, and nobody else words it.
create policy tour_notes_add on tour_notes for insert
  with check ((select writes_tours()) and author_id = (select actor_id()));
--> statement-breakpoint
create policy tour_notes_change on tour_notes for update
  using ((select writes_tours()) and author_id = (select actor_id()))
  with check ((select writes_tours()) and author_id = (select actor_id()));
