-- What came in before the contract refused these two characters is freed of them, as exports did until now.
update registrants set
  given_names = translate(given_names, E'\x1e\x1f', ''),
  surnames = translate(surnames, E'\x1e\x1f', ''),
  city = translate(city, E'\x1e\x1f', '')
where given_names || surnames || city ~ E'[\x1e\x1f]';
--> statement-breakpoint
ALTER TABLE "registrants" ADD CONSTRAINT "registrants_without_separators" CHECK (strpos("registrants"."given_names" || "registrants"."surnames" || "registrants"."city", E'\x1e') = 0 and strpos("registrants"."given_names" || "registrants"."surnames" || "registrants"."city", E'\x1f') = 0);
