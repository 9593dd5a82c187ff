CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject_id" uuid,
	"post_id" uuid,
	"fields" text[] DEFAULT '{}' NOT NULL,
	"count" integer,
	"reason" text,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "audit_chain" (
	"position" bigint PRIMARY KEY NOT NULL,
	"audit_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "domain_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"key_hash" "bytea" PRIMARY KEY NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"status" smallint,
	"answer_sealed" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"record_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"old_sealed" "bytea" NOT NULL,
	CONSTRAINT "versions_record_id_version_pk" PRIMARY KEY("record_id","version")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"content_sealed" "bytea" NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "post_jurisdictions" (
	"post_id" uuid NOT NULL,
	"country" text NOT NULL,
	"area" text,
	CONSTRAINT "post_jurisdictions_place_key" UNIQUE NULLS NOT DISTINCT("country","area")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"country" text NOT NULL,
	"city" text NOT NULL,
	"rest_of_world" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"name" text NOT NULL,
	"window" text NOT NULL,
	"count" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "counters_name_window_pk" PRIMARY KEY("name","window")
);
--> statement-breakpoint
CREATE TABLE "one_time_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"challenge_id" uuid NOT NULL,
	"contact_index" "bytea" NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"refresh_hash" "bytea" NOT NULL,
	"previous_hash" "bytea",
	"rotated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "one_time_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"staff_id" uuid,
	"token_hash" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email_sealed" "bytea" NOT NULL,
	"email_index" "bytea" NOT NULL,
	"role" text NOT NULL,
	"post_id" uuid,
	"password_hash" text,
	"not_before" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	"last_sign_in_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_officer_has_post" CHECK ("staff"."role" <> 'officer' or "staff"."post_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registrant_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"given" boolean NOT NULL,
	"notice_version" text NOT NULL,
	"notice_hash" "bytea" NOT NULL,
	"language" text NOT NULL,
	"channel" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "helpers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"name" text NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"quota" integer NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "helpers_within_quota" CHECK ("helpers"."used" <= "helpers"."quota")
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registrant_hash" "bytea" NOT NULL,
	"receipt" text NOT NULL,
	"erased_at" timestamp with time zone DEFAULT now() NOT NULL,
	"gone_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registrant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"blind_index" "bytea" NOT NULL,
	"index_version" smallint NOT NULL,
	"ownership" text,
	"whatsapp" boolean DEFAULT false NOT NULL,
	"verified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registrant_details" (
	"registrant_id" uuid PRIMARY KEY NOT NULL,
	"sealed" "bytea",
	"household_adults" smallint,
	"household_children" smallint,
	"needs" text[] DEFAULT '{}' NOT NULL,
	"abroad_since" smallint,
	"migration_reason" text,
	"province" text,
	"district" text,
	"citizenships" text[] DEFAULT '{}' NOT NULL,
	"consular_registration" text,
	"education" text,
	"education_field" text,
	"education_country" text,
	"work_status" text,
	"occupation_code" text,
	"sector" text,
	"experience_years" smallint,
	"skills" text[] DEFAULT '{}' NOT NULL,
	"languages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"offers" text[] DEFAULT '{}' NOT NULL,
	"availability" text,
	"investment_sector" text,
	"investment_province" text,
	"investment_band" text,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"channels" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registrant_keys" (
	"registrant_id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registrants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"post_id" uuid NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"state" text DEFAULT 'abroad' NOT NULL,
	"state_since" date,
	"origin" text DEFAULT 'self' NOT NULL,
	"child" boolean DEFAULT false NOT NULL,
	"given_names" text NOT NULL,
	"surnames" text NOT NULL,
	"birth_year" smallint NOT NULL,
	"birth_date" date,
	"sex" text,
	"sex_sealed" "bytea",
	"link" text NOT NULL,
	"born_in_country" text NOT NULL,
	"country" text NOT NULL,
	"area" text,
	"city" text DEFAULT '' NOT NULL,
	"language" text NOT NULL,
	"guardian_relation" text,
	"guardian_given_names" text,
	"guardian_surnames" text,
	"helper_id" uuid,
	"campaign_code" text,
	"confirmed_by" text,
	"confirmed_at" timestamp with time zone,
	"affirmed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"erased_at" timestamp with time zone,
	"made_up" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registration_attempts" (
	"registrant_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"sends" integer DEFAULT 0 NOT NULL,
	"last_sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "post_jurisdictions" ADD CONSTRAINT "post_jurisdictions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_registrant_id_registrants_id_fk" FOREIGN KEY ("registrant_id") REFERENCES "public"."registrants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "helpers" ADD CONSTRAINT "helpers_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_registrant_id_registrants_id_fk" FOREIGN KEY ("registrant_id") REFERENCES "public"."registrants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrant_details" ADD CONSTRAINT "registrant_details_registrant_id_registrants_id_fk" FOREIGN KEY ("registrant_id") REFERENCES "public"."registrants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrant_keys" ADD CONSTRAINT "registrant_keys_registrant_id_registrants_id_fk" FOREIGN KEY ("registrant_id") REFERENCES "public"."registrants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrants" ADD CONSTRAINT "registrants_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_attempts" ADD CONSTRAINT "registration_attempts_registrant_id_registrants_id_fk" FOREIGN KEY ("registrant_id") REFERENCES "public"."registrants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_chain_audit_key" ON "audit_chain" USING btree ("audit_id");--> statement-breakpoint
CREATE INDEX "domain_events_type" ON "domain_events" USING btree ("type","id");--> statement-breakpoint
CREATE INDEX "domain_events_subject" ON "domain_events" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "messages_queued" ON "messages" USING btree ("created_at") WHERE "messages"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "messages_created" ON "messages" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "post_jurisdictions_post" ON "post_jurisdictions" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "posts_rest_of_world_key" ON "posts" USING btree ("rest_of_world") WHERE "posts"."rest_of_world";--> statement-breakpoint
CREATE UNIQUE INDEX "posts_name_key" ON "posts" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "one_time_codes_challenge" ON "one_time_codes" USING btree ("challenge_id","created_at");--> statement-breakpoint
CREATE INDEX "one_time_codes_contact" ON "one_time_codes" USING btree ("contact_index","created_at");--> statement-breakpoint
CREATE INDEX "one_time_codes_expiry" ON "one_time_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_refresh_key" ON "sessions" USING btree ("refresh_hash");--> statement-breakpoint
CREATE INDEX "sessions_previous" ON "sessions" USING btree ("previous_hash");--> statement-breakpoint
CREATE INDEX "sessions_subject" ON "sessions" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_time_links_token_key" ON "one_time_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "one_time_links_staff" ON "one_time_links" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_email_key" ON "staff" USING btree ("email_index");--> statement-breakpoint
CREATE INDEX "consents_registrant" ON "consents" USING btree ("registrant_id","purpose","at");--> statement-breakpoint
CREATE UNIQUE INDEX "helpers_code_key" ON "helpers" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "helpers_post" ON "helpers" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "erasures_registrant" ON "erasures" USING btree ("registrant_hash");--> statement-breakpoint
CREATE INDEX "contacts_blind_index" ON "contacts" USING btree ("blind_index");--> statement-breakpoint
CREATE INDEX "contacts_registrant" ON "contacts" USING btree ("registrant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "registrants_reference_key" ON "registrants" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "registrants_post_newest" ON "registrants" USING btree ("post_id","registered_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "registrants"."erased_at" is null;--> statement-breakpoint
CREATE INDEX "registrants_erased" ON "registrants" USING btree ("erased_at") WHERE "registrants"."erased_at" is not null;--> statement-breakpoint
CREATE INDEX "registrants_place" ON "registrants" USING btree ("country","area");