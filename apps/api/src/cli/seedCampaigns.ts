import { sql } from 'drizzle-orm'
import { reportedSteps, type ReportedStep } from '@ponte/schema'
import { system } from '../db/actor.ts'
import { writeAudit, writeEvent } from '../db/records.ts'
import type { Db } from '../db/transaction.ts'
import { finishCampaign, insertCampaign } from '../outreach/campaigns/campaigns.queries.ts'
import { insertLink } from '../outreach/links/links.queries.ts'
import { linkCounts } from '../outreach/links/links.table.ts'
import { campaigns as pushes, type Campaign as Push } from '../registry/demo/timeline.ts'
import { transaction, type Services } from '../services.ts'

const DAY_MS = 86_400_000
const actor = system('seed')

/** The campaigns that the made-up people came by, as their planners would have written them down. */
const plans: Record<
  string,
  { name: string; channel: 'radio' | 'facebook' | 'event'; messenger: string; goal: number; cost: number }
> = {
  'RADIO-JHB': {
    name: 'Rádio no Gauteng',
    channel: 'radio',
    messenger: 'Rádio comunitária de Soweto',
    goal: 600,
    cost: 185_000
  },
  'FACEBOOK-PT': {
    name: 'Anúncios em Portugal',
    channel: 'facebook',
    messenger: 'Página da embaixada',
    goal: 400,
    cost: 92_000
  },
  'FEIRA-MBABANE': {
    name: 'Feira em Mbabane',
    channel: 'event',
    messenger: 'Associação em Eswatini',
    goal: 50,
    cost: 38_000
  }
}

/** How many of those who open a page get to each step: most give up at the beginning, and at the contact. */
const SHARES: Record<ReportedStep, number> = {
  viewed: 4.2,
  started: 2.1,
  name: 1.75,
  birth: 1.68,
  sex: 1.62,
  link: 1.55,
  place: 1.48,
  contact: 1.3,
  language: 1.26,
  check: 1.22
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

async function addCampaign(db: Db, services: Services, push: Push) {
  const plan = plans[push.code]!
  const startMs = services.now().getTime() - push.startDaysAgo * DAY_MS
  const [startsOn, endsOn] = [dayOf(startMs), dayOf(startMs + push.days * DAY_MS)]
  const campaign = await insertCampaign(
    db,
    {
      name: plan.name,
      aim: 'registrations',
      goal: plan.goal,
      startsOn,
      endsOn,
      budget: Math.round(plan.cost * 1.25),
      otherCosts: Math.round(plan.cost * 0.1),
      countries: [push.country]
    },
    null
  )
  const { channel, messenger, cost } = plan
  const link = (await insertLink(db, campaign.id, { channel, messenger, cost, code: push.code }))!
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from registrants where campaign_code = ${push.code}`
  )
  const sent = rows[0]!.count
  const counts = [['hits', 5.1], ['bots', 0.8], ...reportedSteps.map((step) => [step, SHARES[step]] as const)] as const
  await db
    .insert(linkCounts)
    .values(counts.map(([step, share]) => ({ linkId: link.id, day: startsOn, step, count: Math.round(sent * share) })))
  // Somebody wrapped them up when they were over, but for the newest.
  const endMs = startMs + push.days * DAY_MS
  if (endMs < services.now().getTime() - 120 * DAY_MS) await finishCampaign(db, campaign.id, new Date(endMs))
  await writeEvent(db, 'campaign.changed', campaign.id)
  await writeAudit(db, actor, { action: 'campaign.created', subjectId: campaign.id })
}

/** Made-up campaigns whose codes the made-up people bring. Never in production. */
export async function seedCampaigns(services: Services): Promise<void> {
  if (services.config.production) throw new Error('Made-up campaigns are refused in production.')
  await transaction(services, actor, async (db) => {
    const { rows } = await db.execute<{ code: string }>(sql`select code from tracked_links`)
    const known = rows.map(({ code }) => code)
    for (const push of pushes) if (!known.includes(push.code)) await addCampaign(db, services, push)
  })
}
