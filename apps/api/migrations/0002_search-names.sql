-- Finding people by name. Under row-level security Postgres does not use the trigram index, because text operators
-- are not leakproof. So the keys stand in a table of a role that the policies do not bind, behind one function that
-- applies the scope itself.
create extension if not exists pg_trgm;
--> statement-breakpoint
create extension if not exists unaccent;
--> statement-breakpoint
create schema search;
--> statement-breakpoint
grant usage, create on schema search to ponte_search;
--> statement-breakpoint
grant usage on schema search to ponte_app, ponte_worker, ponte_loader;
--> statement-breakpoint

-- A name as it sounds, one token a word: accents, particles and case gone; the spellings that shift in Mozambican
-- names made one (Ch/Tch/Sh/X, C/K/Q, Ç/S/Z, Nh/Ny, Lh/Ly, Ph/F, Y/I, W/U, silent H, doubled letters).
create function search.name_key(name text) returns text language sql immutable parallel safe strict as $$
  select coalesce(string_agg(token, ' '), '') from (
    select regexp_replace(
             regexp_replace(
               translate(
                 regexp_replace(
                   regexp_replace(
                     regexp_replace(
                       regexp_replace(
                         regexp_replace(word, 'tch|ch|sh|tx', 'x', 'g'),
                         'nh|ny', 'n', 'g'),
                       'lh|ly', 'l', 'g'),
                     'ph', 'f', 'g'),
                   'c(?=[eiy])', 's', 'g'),
                 'cqzyw', 'kksiu'),
               'kui|kue', 'ki', 'g'),
             '(.)\1+|h', '\1', 'g') as token
    from regexp_split_to_table(
           regexp_replace(lower(public.unaccent('public.unaccent', replace(lower(name), 'ç', 's'))), '[^a-z]+', ' ', 'g'), ' +') as word
    where word <> '' and word not in ('da', 'de', 'do', 'das', 'dos', 'e', 'y', 'di', 'del', 'van')
  ) as words
$$;
--> statement-breakpoint
create table search.registrant_keys (
  registrant_id uuid primary key references registrants (id) on delete cascade,
  post_id uuid not null,
  keys text not null
);
--> statement-breakpoint
create index registrant_keys_trigrams on search.registrant_keys using gin (keys gin_trgm_ops);
--> statement-breakpoint

-- The keys follow the registrant in the same transaction.
create function search.follow_registrant() returns trigger language plpgsql security definer
  set search_path = search, public, pg_temp as $$
begin
  if new.erased_at is not null then
    delete from search.registrant_keys where registrant_id = new.id;
  else
    insert into search.registrant_keys (registrant_id, post_id, keys)
    values (new.id, new.post_id, ' ' || search.name_key(new.given_names || ' ' || new.surnames) || ' ')
    on conflict (registrant_id) do update set post_id = excluded.post_id, keys = excluded.keys;
  end if;
  return null;
end $$;
--> statement-breakpoint

-- People of the actor's own post whose names hold every word that was asked for: first as it sounds, then, if those
-- are few, with a slip of spelling in each word. Words are [a-z]+ after name_key, so they can stand in the statement.
create function search.find_registrants(asked text, most integer) returns table (registrant_id uuid, score real)
  language plpgsql stable security definer
  set search_path = search, public, pg_temp
  set pg_trgm.word_similarity_threshold = 0.5 as $$
declare
  post uuid := public.actor_post_id();
  sound text := search.name_key(asked);
  words text[] := string_to_array(nullif(sound, ''), ' ');
  word text;
  exact text := '';
  near text := '';
  found_exact integer;
begin
  if words is null or not public.is_officer() or post is null then return; end if;
  foreach word in array words[1:6] loop
    exact := exact || format(' and k.keys like %L', '% ' || word || '%');
    near := near || format(' and %L <%% k.keys', word);
  end loop;
  return query execute format(
    'select c.registrant_id, similarity(c.keys, %L) as score from
       (select k.registrant_id, k.keys from search.registrant_keys k where k.post_id = %L %s limit %s) c
     order by score desc, c.registrant_id limit %s', sound, post, exact, most * 8, most);
  get diagnostics found_exact = row_count;
  if found_exact < 5 then
    return query execute format(
      'select c.registrant_id, similarity(c.keys, %L) as score from
         (select k.registrant_id, k.keys from search.registrant_keys k
           where k.post_id = %L %s and not (true %s) limit %s) c
       order by score desc, c.registrant_id limit %s', sound, post, near, exact, most * 8, most);
  end if;
end $$;
--> statement-breakpoint
alter table search.registrant_keys owner to ponte_search;
--> statement-breakpoint
alter function search.follow_registrant() owner to ponte_search;
--> statement-breakpoint
alter function search.find_registrants(text, integer) owner to ponte_search;
--> statement-breakpoint
revoke execute on function search.find_registrants(text, integer) from public;
--> statement-breakpoint
grant execute on function search.find_registrants(text, integer) to ponte_app;
--> statement-breakpoint
create trigger registrants_follow after insert or update of given_names, surnames, post_id, erased_at on registrants
  for each row execute function search.follow_registrant();
--> statement-breakpoint
grant select on search.registrant_keys to ponte_backup;
