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

-- The words that occur in the names of a post's people; of another post's nobody may learn. A misspelt word is first put right against these few, which costs a tenth of looking
-- for a slip in every name.
create table search.words (post_id uuid, word text, primary key (post_id, word));
--> statement-breakpoint
create index words_trigrams on search.words using gin (word gin_trgm_ops);
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
    -- In order, so that two transactions with the same new words cannot wait for each other in a circle.
    insert into search.words (post_id, word)
    select distinct new.post_id, word from string_to_table(search.name_key(new.given_names || ' ' || new.surnames), ' ') as word where word <> '' order by 1, 2
    on conflict do nothing;
  end if;
  return null;
end $$;
--> statement-breakpoint

-- Words of people who are gone are names too: the nightly job takes them out.
create function search.forget_words() returns void language sql security definer set search_path = search, public, pg_temp as $$
  delete from search.words w where not exists (
    select from search.registrant_keys k where k.post_id = w.post_id and k.keys like '% ' || w.word || ' %')
$$;
--> statement-breakpoint

-- A condition that is met by any of some words.
create function search.any_of(words text[]) returns text language sql immutable as $$
  select coalesce('(' || string_agg(format('k.keys like %L', '% ' || word || ' %'), ' or ') || ')', 'false') from unnest(words) as word
$$;
--> statement-breakpoint

-- The words of names that are most like one that was asked for.
create function search.near_words(post uuid, asked text, most integer) returns text[] language sql stable
  set pg_trgm.similarity_threshold = 0.35 as $$
  select coalesce(array_agg(word), '{}') from (
    select word from search.words where post_id = post and word % asked order by similarity(word, asked) desc, word limit most) as near
$$;
--> statement-breakpoint

-- People of the actor's own post whose names hold every word that was asked for. First as it sounds; if there is nobody,
-- with each word that no name holds put right; if there is still nobody, with slips in all of them. Words are [a-z]+ after
-- name_key, so they can stand in the statement.
create function search.find_registrants(asked text, most integer) returns table (registrant_id uuid, score real)
  language plpgsql stable security definer set search_path = search, public, pg_temp as $$
declare
  post uuid := public.actor_post_id();
  sound text := search.name_key(asked);
  words text[] := (string_to_array(nullif(sound, ''), ' '))[1:6];
  stages text[];
  stage text;
begin
  if words is null or not public.is_officer() or post is null then return; end if;
  select array[
      string_agg(format('k.keys like %L', '% ' || word || '%'), ' and '),
      string_agg(case when exists (select from search.words w where w.post_id = post and w.word = word.word) then format('k.keys like %L', '% ' || word || ' %')
        else search.any_of(search.near_words(post, word, 4)) end, ' and '),
      string_agg(search.any_of(search.near_words(post, word, 4)), ' and ')]
    into stages from unnest(words) as word;
  foreach stage in array stages loop
    return query execute format(
      'select c.registrant_id, similarity(c.keys, %L) as score from
         (select k.registrant_id, k.keys from search.registrant_keys k where k.post_id = %L and (%s) limit %s) c
       order by score desc, c.registrant_id limit %s', sound, post, stage, most * 8, most);
    exit when found;
  end loop;
end $$;
--> statement-breakpoint
alter table search.registrant_keys owner to ponte_search;
--> statement-breakpoint
alter table search.words owner to ponte_search;
--> statement-breakpoint
alter function search.forget_words() owner to ponte_search;
--> statement-breakpoint
alter function search.follow_registrant() owner to ponte_search;
--> statement-breakpoint
alter function search.find_registrants(text, integer) owner to ponte_search;
--> statement-breakpoint
revoke execute on function search.find_registrants(text, integer) from public;
--> statement-breakpoint
grant execute on function search.find_registrants(text, integer) to ponte_app;
--> statement-breakpoint
revoke execute on function search.forget_words() from public;
--> statement-breakpoint
grant execute on function search.forget_words() to ponte_worker;
--> statement-breakpoint
create trigger registrants_follow after insert or update of given_names, surnames, post_id, erased_at on registrants
  for each row execute function search.follow_registrant();
--> statement-breakpoint
grant usage on schema search to ponte_backup;
--> statement-breakpoint
grant select on search.registrant_keys, search.words to ponte_backup;
