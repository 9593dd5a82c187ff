ALTER TABLE "strategy_versions" DROP CONSTRAINT "strategy_versions_two_people";--> statement-breakpoint
ALTER TABLE "announcements" DROP CONSTRAINT "announcements_published_by_another";--> statement-breakpoint
ALTER TABLE "answers" DROP CONSTRAINT "answers_published_by_another";--> statement-breakpoint
ALTER TABLE "commitments" DROP CONSTRAINT "commitments_published_by_another";--> statement-breakpoint
ALTER TABLE "mailings" DROP CONSTRAINT "mailings_approved_by_another";--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD COLUMN "editors" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "announcements" ADD COLUMN "editors" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "editors" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "editors" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "mailings" ADD COLUMN "editors" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
select set_config('app.actor_kind', 'system', true);--> statement-breakpoint
-- Who wrote what still waits; what was approved another person read, and stays.
update "announcements" set "editors" = array["written_by"] where "published_at" is null;--> statement-breakpoint
update "answers" set "editors" = array["written_by"] where "published_at" is null;--> statement-breakpoint
update "commitments" set "editors" = array["written_by"] where "published_at" is null;--> statement-breakpoint
update "mailings" set "editors" = array["created_by"] where "approved_by" is null;--> statement-breakpoint
select set_config('app.actor_kind', 'staff', true), set_config('app.role', 'secretary', true);--> statement-breakpoint
update "strategy_versions" set "editors" = array["submitted_by"] where "approved_at" is null and "submitted_by" is not null;--> statement-breakpoint
select set_config('app.actor_kind', '', true), set_config('app.role', '', true);--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD CONSTRAINT "strategy_versions_two_people" CHECK ("strategy_versions"."approved_by" is null or ("strategy_versions"."approved_by" <> "strategy_versions"."submitted_by" and "strategy_versions"."approved_by" <> all ("strategy_versions"."editors")));--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_published_by_another" CHECK ("announcements"."published_by" is null or "announcements"."published_by" <> all ("announcements"."editors"));--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_published_by_another" CHECK ("answers"."published_by" is null or "answers"."published_by" <> all ("answers"."editors"));--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_published_by_another" CHECK ("commitments"."published_by" is null or "commitments"."published_by" <> all ("commitments"."editors"));--> statement-breakpoint
ALTER TABLE "mailings" ADD CONSTRAINT "mailings_approved_by_another" CHECK ("mailings"."approved_by" is null or ("mailings"."approved_by" <> all ("mailings"."editors") and "mailings"."approved_by" <> "mailings"."proposed_by"));
--> statement-breakpoint
-- By hand from here. What approved minutes rest on gets no new decision and no new figure either.
drop policy decisions_add on decisions;
--> statement-breakpoint
create policy decisions_add on decisions for insert
  with check ((select writes_committee()) and is_meeting_open(meeting_id));
--> statement-breakpoint
drop policy evidence_add on evidence;
--> statement-breakpoint
create policy evidence_add on evidence for insert
  with check ((select writes_committee()) and exists (
    select from decisions d where d.id = decision_id and is_meeting_open(d.meeting_id)));
