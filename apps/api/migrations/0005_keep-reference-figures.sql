CREATE TABLE "reference_figures" (
	"source" text NOT NULL,
	"revision" text NOT NULL,
	"definition" text NOT NULL,
	"year" smallint NOT NULL,
	"destination" text DEFAULT 'all' NOT NULL,
	"sex" text DEFAULT 'all' NOT NULL,
	"age" text DEFAULT 'all' NOT NULL,
	"value" double precision NOT NULL,
	"approximate" boolean DEFAULT false NOT NULL,
	"basis" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "reference_figures_key" PRIMARY KEY("source","revision","definition","year","destination","sex","age"),
	CONSTRAINT "reference_figures_sex" CHECK ("reference_figures"."sex" in ('all', 'woman', 'man'))
);
--> statement-breakpoint
-- Published facts: everybody of the product may read them, so there are no policies. A start replaces those of the last edition.
grant select, insert, delete on reference_figures to ponte_app;
--> statement-breakpoint
grant select on reference_figures to ponte_worker, ponte_backup;
