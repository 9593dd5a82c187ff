import crypto from 'node:crypto'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Input, TrackedLink, createLink, updateLink } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { codeKey, makeCode } from './codes.rules.ts'
import { campaigns } from '../campaigns/campaigns.table.ts'
import { linkCounts, trackedLinks } from './links.table.ts'

const toLink = (row: typeof trackedLinks.$inferSelect): TrackedLink => ({
  id: row.id,
  campaignId: row.campaignId,
  code: row.code,
  channel: row.channel as TrackedLink['channel'],
  place: row.place,
  messenger: row.messenger,
  cost: row.cost,
  closedAt: row.closedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString()
})

/** So many links has a campaign at most: a code for each market and messenger of a country. */
export const LINKS_MAX = 500

export const countLinks = (db: Db, campaignId: string): Promise<number> =>
  db.$count(trackedLinks, eq(trackedLinks.campaignId, campaignId))

/** The links of some campaigns, oldest first. */
export const listLinks = async (db: Db, campaignIds: string[]): Promise<TrackedLink[]> =>
  campaignIds.length === 0
    ? []
    : (
        await db
          .select()
          .from(trackedLinks)
          .where(inArray(trackedLinks.campaignId, campaignIds))
          .orderBy(asc(trackedLinks.createdAt), asc(trackedLinks.id))
      ).map(toLink)

export async function findLink(db: Db, campaignId: string, id: string): Promise<TrackedLink | null> {
  const [row] = await db
    .select()
    .from(trackedLinks)
    .where(and(eq(trackedLinks.id, id), eq(trackedLinks.campaignId, campaignId)))
  return row ? toLink(row) : null
}

/** The link with this code, as somebody typed it, and what its campaign is to bring. */
export async function findLinkByCode(db: Db, code: string) {
  const [row] = await db
    .select({ id: trackedLinks.id, closedAt: trackedLinks.closedAt, aim: campaigns.aim })
    .from(trackedLinks)
    .innerJoin(campaigns, eq(campaigns.id, trackedLinks.campaignId))
    .where(eq(trackedLinks.codeKey, codeKey(code)))
  return row ?? null
}

/** So many taken codes in a row say that those of this length are nearly used up. */
const TRIES_PER_LENGTH = 10

/** Adds a link. Null if the wished code is in use; a made code is tried again, and grows, until it is free. */
export async function insertLink(
  db: Db,
  campaignId: string,
  { code: wished, ...values }: Input<typeof createLink>['body']
): Promise<TrackedLink | null> {
  for (let tries = 0; ; tries++) {
    const digits = 2 + Math.floor(tries / TRIES_PER_LENGTH)
    const code = wished?.toUpperCase() ?? makeCode((below) => crypto.randomInt(below), digits)
    const [row] = await db
      .insert(trackedLinks)
      .values({ id: createId(), campaignId, ...values, code, codeKey: codeKey(code) })
      .onConflictDoNothing()
      .returning()
    if (row) return toLink(row)
    if (wished) return null
  }
}

export async function updateLinkRow(
  db: Db,
  campaignId: string,
  id: string,
  { closed, ...changes }: Input<typeof updateLink>['body'],
  now: Date
): Promise<TrackedLink | null> {
  const [row] = await db
    .update(trackedLinks)
    .set({ ...changes, ...(closed === undefined ? {} : { closedAt: closed ? now : null }) })
    .where(and(eq(trackedLinks.id, id), eq(trackedLinks.campaignId, campaignId)))
    .returning()
  return row ? toLink(row) : null
}

/** Counts one more of a step by a link on this day. */
export const countStep = (db: Db, linkId: string, step: string, now: Date) =>
  db
    .insert(linkCounts)
    .values({ linkId, day: now.toISOString().slice(0, 10), step, count: 1 })
    .onConflictDoUpdate({
      target: [linkCounts.linkId, linkCounts.day, linkCounts.step],
      set: { count: sql`${linkCounts.count} + 1` }
    })
