import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Campaign } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import type { Db } from '../../db/transaction.ts'
import { problems } from '../../problems.ts'
import { campaigns } from './campaigns.table.ts'

const toCampaign = (row: typeof campaigns.$inferSelect): Campaign => ({
  id: row.id,
  name: row.name,
  description: row.description,
  aim: row.aim as Campaign['aim'],
  goal: row.goal,
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  budget: row.budget,
  otherCosts: row.otherCosts,
  countries: row.countries,
  finishedAt: row.finishedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  version: row.version
})

/** All campaigns, newest first: a ministry runs a few dozen. */
export const listCampaigns = async (db: Db): Promise<Campaign[]> =>
  (await db.select().from(campaigns).orderBy(desc(campaigns.startsOn), desc(campaigns.id)).limit(500)).map(toCampaign)

export async function findCampaign(db: Db, id: string): Promise<Campaign | null> {
  const [row] = await db.select().from(campaigns).where(eq(campaigns.id, id))
  return row ? toCampaign(row) : null
}

/** A campaign that may be changed, or to which something can be added. Throws 404, or 409 for one that is finished. */
export async function getOpenCampaign(db: Db, id: string): Promise<Campaign> {
  const campaign = await findCampaign(db, id)
  if (!campaign) throw problems.notFound()
  if (campaign.finishedAt) throw problems.conflict('This campaign is finished.')
  return campaign
}

export type CampaignValues = Pick<Campaign, 'name' | 'aim' | 'goal' | 'startsOn' | 'endsOn' | 'budget'> &
  Partial<Pick<Campaign, 'description' | 'otherCosts' | 'countries'>>

export async function insertCampaign(db: Db, values: CampaignValues, createdBy: string | null): Promise<Campaign> {
  const [row] = await db
    .insert(campaigns)
    .values({ id: createId(), ...values, createdBy })
    .returning()
  return toCampaign(row!)
}

/** Changes a campaign if it still has this version; null if not. */
export async function updateCampaign(
  db: Db,
  id: string,
  version: number,
  changes: Partial<CampaignValues>
): Promise<Campaign | null> {
  const [row] = await db
    .update(campaigns)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(campaigns.id, id), eq(campaigns.version, version), isNull(campaigns.finishedAt)))
    .returning()
  return row ? toCampaign(row) : null
}

/** Finishes a campaign; null if it was finished before. */
export async function finishCampaign(db: Db, id: string, now: Date): Promise<Campaign | null> {
  const [row] = await db
    .update(campaigns)
    .set({ finishedAt: now, version: sql`${campaigns.version} + 1` })
    .where(and(eq(campaigns.id, id), isNull(campaigns.finishedAt)))
    .returning()
  return row ? toCampaign(row) : null
}
