DROP INDEX "messages_queued";--> statement-breakpoint
CREATE INDEX "messages_waiting" ON "messages" USING btree ("created_at") WHERE "messages"."state" in ('queued', 'sending');