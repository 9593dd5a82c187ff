ALTER TABLE "mailings" ADD COLUMN "filled_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "consents_given" ON "consents" USING btree ("purpose","registrant_id") WHERE "consents"."given" and "consents"."purpose" <> 'core';--> statement-breakpoint
UPDATE "mailings" SET "filled_at" = "started_at" WHERE "started_at" IS NOT NULL;
