CREATE TABLE "answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"pt" jsonb NOT NULL,
	"en" jsonb,
	"written_by" uuid NOT NULL,
	"published_by" uuid,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "answers_published_whole" CHECK (("answers"."published_at" is null) = ("answers"."published_by" is null)),
	CONSTRAINT "answers_published_by_another" CHECK ("answers"."published_by" is null or "answers"."published_by" <> "answers"."written_by")
);
--> statement-breakpoint
CREATE TABLE "question_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question_id" uuid NOT NULL,
	"author_kind" text NOT NULL,
	"staff_id" uuid,
	"text_sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "question_messages_author" CHECK (("question_messages"."author_kind" = 'staff') = ("question_messages"."staff_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registrant_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"addressee" text NOT NULL,
	"country" text NOT NULL,
	"post_id" uuid NOT NULL,
	"subject_sealed" "bytea" NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"outcome" text,
	"assigned_to" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"first_answered_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "questions_closed_whole" CHECK (("questions"."state" = 'closed') = ("questions"."outcome" is not null))
);
--> statement-breakpoint
ALTER TABLE "question_messages" ADD CONSTRAINT "question_messages_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_registrant_id_registrants_id_fk" FOREIGN KEY ("registrant_id") REFERENCES "public"."registrants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answers_published" ON "answers" USING btree ("published_at");--> statement-breakpoint
CREATE INDEX "question_messages_question" ON "question_messages" USING btree ("question_id","id");--> statement-breakpoint
CREATE INDEX "questions_registrant" ON "questions" USING btree ("registrant_id","created_at");--> statement-breakpoint
CREATE INDEX "questions_waiting" ON "questions" USING btree ("addressee","state","created_at","id");
--> statement-breakpoint
-- By hand from here. Whose question it is follows the registrant; its texts follow the question.
grant select, insert, update on questions, answers to ponte_app;
--> statement-breakpoint
grant select, insert on question_messages to ponte_app;
--> statement-breakpoint
grant select on questions, question_messages, answers to ponte_backup;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['questions', 'question_messages', 'answers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
--> statement-breakpoint
create policy questions_system on questions for all
  using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system');
--> statement-breakpoint
create policy questions_self on questions for all
  using ((select actor_kind()) = 'registrant' and registrant_id = (select subject_id()))
  with check ((select actor_kind()) = 'registrant' and registrant_id = (select subject_id()));
--> statement-breakpoint
-- The sub-query is itself narrowed down by the policies of registrants: the own post, and nobody who was erased.
create policy questions_officer on questions for all
  using ((select is_officer()) and addressee = 'post' and state <> 'withdrawn'
    and exists (select from registrants r where r.id = registrant_id))
  with check ((select is_officer()) and addressee = 'post' and exists (select from registrants r where r.id = registrant_id));
--> statement-breakpoint
create policy questions_communications on questions for all
  using ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'communications'
    and addressee = 'institute' and state <> 'withdrawn')
  with check ((select actor_kind()) = 'staff' and current_setting('app.role', true) = 'communications'
    and addressee = 'institute');
--> statement-breakpoint
create policy question_messages_of_question on question_messages for all
  using (exists (select from questions q where q.id = question_id))
  with check (exists (select from questions q where q.id = question_id));
--> statement-breakpoint
-- Who answers reads and writes answers; what is published the product itself hands to everybody.
create policy answers_staff on answers for all
  using ((select actor_kind()) = 'system'
    or ((select actor_kind()) = 'staff' and current_setting('app.role', true) in ('officer', 'communications')))
  with check ((select actor_kind()) = 'system'
    or ((select actor_kind()) = 'staff' and current_setting('app.role', true) in ('officer', 'communications')));
