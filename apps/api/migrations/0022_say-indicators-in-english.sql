ALTER TABLE "indicators" ADD COLUMN "source_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "indicators" ADD COLUMN "definition_en" text DEFAULT '' NOT NULL;