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
