-- Who acts is set per transaction by withTransaction. A setting that was never set, or is over, is '' or null: nobody.
create function actor_kind() returns text language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.actor_kind', true), ''), 'nobody') $$;
--> statement-breakpoint
create function is_officer() returns boolean language sql stable parallel safe
  as $$ select actor_kind() = 'staff' and current_setting('app.role', true) = 'officer' $$;
--> statement-breakpoint
create function actor_post_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.post_id', true), '')::uuid $$;
--> statement-breakpoint
create function subject_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.subject_id', true), '')::uuid $$;
--> statement-breakpoint

-- What each role may do at all. Policies narrow it down to rows. Nobody but the owner may change the schema.
revoke all on schema public from public;
--> statement-breakpoint
grant usage on schema public to ponte_app, ponte_worker, ponte_loader, ponte_reader, ponte_backup, ponte_search;
--> statement-breakpoint
grant select, insert, update on
  posts, post_jurisdictions, staff, one_time_links, sessions, one_time_codes, counters, idempotency_keys, facts,
  registrants, registrant_keys, contacts, registrant_details, registration_attempts, helpers
  to ponte_app, ponte_worker;
--> statement-breakpoint
grant select, insert on consents, audit, domain_events, versions, messages, erasures to ponte_app, ponte_worker;
--> statement-breakpoint
grant delete on post_jurisdictions, registration_attempts, contacts, idempotency_keys to ponte_app;
--> statement-breakpoint
grant delete on
  registrants, registrant_keys, contacts, registrant_details, registration_attempts, consents, versions,
  one_time_codes, one_time_links, sessions, counters, idempotency_keys, messages
  to ponte_worker;
--> statement-breakpoint
grant update on messages, erasures to ponte_worker;
--> statement-breakpoint
grant select, insert on audit_chain to ponte_worker;
--> statement-breakpoint
grant select on audit_chain to ponte_app;
--> statement-breakpoint
grant select, insert on
  registrants, registrant_keys, contacts, registrant_details, consents, domain_events, audit to ponte_loader;
--> statement-breakpoint
grant select on posts, post_jurisdictions, facts to ponte_loader;
--> statement-breakpoint
grant temporary on database :database to ponte_loader;
--> statement-breakpoint
grant select on all tables in schema public to ponte_backup;
--> statement-breakpoint

-- Row scope. FORCE binds the owner of the tables too.
alter table registrants enable row level security;
--> statement-breakpoint
alter table registrants force row level security;
--> statement-breakpoint
create policy registrants_system on registrants for all
  using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system');
--> statement-breakpoint
create policy registrants_officer on registrants for all
  using ((select is_officer()) and post_id = (select actor_post_id()) and erased_at is null)
  with check ((select is_officer()) and post_id = (select actor_post_id()));
--> statement-breakpoint
create policy registrants_self on registrants for all
  using ((select actor_kind()) = 'registrant' and id = (select subject_id()) and erased_at is null)
  with check ((select actor_kind()) = 'registrant' and id = (select subject_id()));
--> statement-breakpoint

-- What belongs to a registrant follows the registrant: the sub-query is itself narrowed down by the policies above.
do $$
declare t text; key text;
begin
  foreach t in array array['registrant_keys', 'contacts', 'registrant_details', 'registration_attempts', 'consents', 'versions'] loop
    key := case t when 'versions' then 'record_id' else 'registrant_id' end;
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I for all
      using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system')$p$, t || '_system', t);
    execute format($p$create policy %I on %I for all
      using ((select is_officer()) and exists (select from registrants r where r.id = %I))
      with check ((select is_officer()) and exists (select from registrants r where r.id = %I))$p$, t || '_officer', t, key, key);
    execute format($p$create policy %I on %I for all
      using ((select actor_kind()) = 'registrant' and %I = (select subject_id()))
      with check ((select actor_kind()) = 'registrant' and %I = (select subject_id()))$p$, t || '_self', t, key, key);
  end loop;
end $$;
--> statement-breakpoint

alter table helpers enable row level security;
--> statement-breakpoint
alter table helpers force row level security;
--> statement-breakpoint
create policy helpers_system on helpers for all
  using ((select actor_kind()) = 'system') with check ((select actor_kind()) = 'system');
--> statement-breakpoint
create policy helpers_officer on helpers for all
  using ((select is_officer()) and post_id = (select actor_post_id()))
  with check ((select is_officer()) and post_id = (select actor_post_id()));
--> statement-breakpoint

-- Everybody's acts are written; only the product, the person and the person's officer read them.
alter table audit enable row level security;
--> statement-breakpoint
alter table audit force row level security;
--> statement-breakpoint
create policy audit_write on audit for insert with check (true);
--> statement-breakpoint
create policy audit_system on audit for select using ((select actor_kind()) = 'system');
--> statement-breakpoint
create policy audit_self on audit for select
  using ((select actor_kind()) = 'registrant' and audit.subject_id = (select subject_id()));
--> statement-breakpoint
create policy audit_officer on audit for select
  using ((select is_officer()) and exists (select from registrants r where r.id = audit.subject_id));
--> statement-breakpoint
grant usage on schema migrations to ponte_app, ponte_worker, ponte_loader;
--> statement-breakpoint
grant select on migrations.applied to ponte_app, ponte_worker, ponte_loader;
