import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Jurisdiction, Post } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { inTurn } from '../../db/turns.ts'
import { postJurisdictions, posts } from './posts.table.ts'

const columns = {
  id: posts.id,
  name: posts.name,
  kind: posts.kind,
  country: posts.country,
  city: posts.city,
  restOfWorld: posts.restOfWorld,
  active: posts.active,
  version: posts.version
}

async function withJurisdictions(
  db: Db,
  rows: (Omit<Post, 'jurisdictions' | 'kind'> & { kind: string })[]
): Promise<Post[]> {
  if (rows.length === 0) return []
  const places = await db
    .select()
    .from(postJurisdictions)
    .where(
      inArray(
        postJurisdictions.postId,
        rows.map((row) => row.id)
      )
    )
    .orderBy(asc(postJurisdictions.country), asc(postJurisdictions.area))
  return rows.map((row) => ({
    ...row,
    kind: row.kind as Post['kind'],
    jurisdictions: places.filter((place) => place.postId === row.id).map(({ country, area }) => ({ country, area }))
  }))
}

/** All posts by country and name; a ministry has fewer than a hundred. */
export const listPosts = async (db: Db): Promise<Post[]> =>
  withJurisdictions(db, await db.select(columns).from(posts).orderBy(asc(posts.country), asc(posts.name)).limit(1000))

export async function findPost(db: Db, id: string): Promise<Post | null> {
  const [post] = await withJurisdictions(db, await db.select(columns).from(posts).where(eq(posts.id, id)))
  return post ?? null
}

export interface PostValues {
  name: string
  kind: string
  country: string
  city: string
  jurisdictions: Jurisdiction[]
  restOfWorld?: boolean
}

async function replaceJurisdictions(db: Db, postId: string, jurisdictions: Jurisdiction[]) {
  await db.delete(postJurisdictions).where(eq(postJurisdictions.postId, postId))
  if (jurisdictions.length > 0)
    await db
      .insert(postJurisdictions)
      .values(jurisdictions.map(({ country, area }) => ({ postId, country, area: area ?? null })))
}

export async function insertPost(db: Db, { jurisdictions, ...values }: PostValues): Promise<string> {
  const id = createId()
  await db.insert(posts).values({ id, ...values })
  await replaceJurisdictions(db, id, jurisdictions)
  return id
}

export async function updatePost(
  db: Db,
  id: string,
  version: number,
  { jurisdictions, ...changes }: Partial<PostValues> & { active?: boolean }
): Promise<boolean> {
  const { rowCount } = await db
    .update(posts)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(posts.id, id), eq(posts.version, version)))
  if (rowCount === 1 && jurisdictions) await replaceJurisdictions(db, id, jurisdictions)
  return rowCount === 1
}

/** The post that answers for a place: by area, else by country, else the one for the rest of the world. */
async function findPostFor(db: Db, country: string, area: string | null): Promise<{ id: string; name: string }> {
  const [post] = await db
    .select({ id: posts.id, name: posts.name })
    .from(posts)
    .leftJoin(
      postJurisdictions,
      and(
        eq(postJurisdictions.postId, posts.id),
        eq(postJurisdictions.country, country),
        area
          ? sql`(${postJurisdictions.area} = ${area} or ${postJurisdictions.area} is null)`
          : isNull(postJurisdictions.area)
      )
    )
    .where(and(eq(posts.active, true), sql`(${postJurisdictions.postId} is not null or ${posts.restOfWorld})`))
    .orderBy(sql`${postJurisdictions.area} is null, ${postJurisdictions.postId} is null`)
    .limit(1)
  if (!post) throw new Error('No post answers for the rest of the world; seed the posts.')
  return post
}

const postsInTurn = inTurn((db, places: { country: string; area: string | null }[]) => {
  const found = new Map<string, ReturnType<typeof findPostFor>>()
  const find = ({ country, area }: (typeof places)[number]) => {
    const place = `${country} ${area ?? ''}`
    return found.get(place) ?? found.set(place, findPostFor(db, country, area)).get(place)!
  }
  return Promise.all(places.map(find))
})

/** The same, once for all who ask for the same place in the same turn. */
export const getPostFor = (db: Db, country: string, area: string | null): Promise<{ id: string; name: string }> =>
  postsInTurn(db, { country, area })
