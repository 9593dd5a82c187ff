-- The keys follow the registrant in the same transaction. How a name sounds is found out once: it is most of what a new row costs.
create or replace function search.follow_registrant() returns trigger language plpgsql security definer
  set search_path = search, public, pg_temp as $$
declare
  sound text;
begin
  if new.erased_at is not null then
    delete from search.registrant_keys where registrant_id = new.id;
  else
    sound := search.name_key(new.given_names || ' ' || new.surnames);
    insert into search.registrant_keys (registrant_id, post_id, keys)
    values (new.id, new.post_id, ' ' || sound || ' ')
    on conflict (registrant_id) do update set post_id = excluded.post_id, keys = excluded.keys;
    -- In order, so that two transactions with the same new words cannot wait for each other in a circle.
    insert into search.words (post_id, word)
    select distinct new.post_id, word from string_to_table(sound, ' ') as word where word <> '' order by 1, 2
    on conflict do nothing;
  end if;
  return null;
end $$;
--> statement-breakpoint

-- People who come together are keyed together: their new words too are written in one order.
create function search.follow_new_registrants() returns trigger language plpgsql security definer
  set search_path = search, public, pg_temp as $$
begin
  with keyed as materialized (
    select id, post_id, search.name_key(given_names || ' ' || surnames) as sound from added where erased_at is null
  ), kept as (
    insert into search.registrant_keys (registrant_id, post_id, keys)
    select id, post_id, ' ' || sound || ' ' from keyed
    on conflict (registrant_id) do update set post_id = excluded.post_id, keys = excluded.keys
  )
  insert into search.words (post_id, word)
  select distinct post_id, word from keyed, string_to_table(sound, ' ') as word where word <> '' order by 1, 2
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
alter function search.follow_new_registrants() owner to ponte_search;
--> statement-breakpoint
drop trigger registrants_follow on registrants;
--> statement-breakpoint
create trigger registrants_follow after update of given_names, surnames, post_id, erased_at on registrants
  for each row execute function search.follow_registrant();
--> statement-breakpoint
create trigger registrants_follow_new after insert on registrants referencing new table as added
  for each statement execute function search.follow_new_registrants();
