import { between, weighted, type Random } from './random.ts'

const DAY_MS = 86_400_000
/** Registrations a day at the end, against those at the beginning. */
const GROWTH = 6
/** More come on a Monday, after a weekend of talk; hardly any on a Sunday at a closed counter. */
const BY_WEEKDAY = [0.55, 1.2, 1.1, 1.05, 1.05, 1.1, 0.95]

/** A push that shows in the trend: who came by it, when, and what part of all people they are. */
export interface Campaign {
  code: string
  country: string
  areas?: readonly string[]
  startDaysAgo: number
  days: number
  share: number
}

/** The campaigns of the made-up years. */
export const campaigns: readonly Campaign[] = [
  { code: 'RADIO-JHB', country: 'ZA', areas: ['ZA-GP', 'ZA-GP', 'ZA-NW'], startDaysAgo: 430, days: 75, share: 0.03 },
  { code: 'FACEBOOK-PT', country: 'PT', startDaysAgo: 215, days: 60, share: 0.016 },
  { code: 'FEIRA-MBABANE', country: 'SZ', startDaysAgo: 96, days: 9, share: 0.003 }
]

/** When somebody registered, and through which campaign. */
export interface Moment {
  atMs: number
  campaign: Campaign | null
}

const hourOf = weighted(
  Array.from({ length: 24 }, (_, hour) => [hour, hour < 5 ? 0.2 : hour < 8 ? 2 : hour < 20 ? 6 : 2] as const)
)

function weightsOfDay(day: number, days: number, now: number): (readonly [Campaign | null, number])[] {
  const daysAgo = days - 1 - day
  const weekday = new Date(now - daysAgo * DAY_MS).getUTCDay()
  const left = 1 - campaigns.reduce((sum, { share }) => sum + share, 0)
  // The mean of an exponential from 1 to GROWTH, so that the base of all days together has the share that is left.
  const mean = (GROWTH - 1) / Math.log(GROWTH)
  const base = (left * BY_WEEKDAY[weekday]! * GROWTH ** (day / days)) / mean / days
  const running = campaigns.map((campaign) => {
    const into = campaign.startDaysAgo - daysAgo
    const runs = into >= 0 && into < campaign.days
    return [campaign, runs ? (campaign.share * BY_WEEKDAY[weekday]!) / campaign.days : 0] as const
  })
  return [[null, base], ...running]
}

/**
 * The days of the past years as the people of a run would fill them: a growing trend, weeks, and campaigns on top. The n-th
 * of `count` people gets a later moment than the one before, to within a day, so that rows stand in order of time.
 */
export function createTimeline(nowMs: number, years: number, count: number): (random: Random, place: number) => Moment {
  const days = Math.max(1, Math.round(years * 365.25))
  const perDay = Array.from({ length: days }, (_, day) => weightsOfDay(day, days, nowMs))
  const draws = perDay.map((entries) => weighted(entries))
  const edges: number[] = []
  let sum = 0
  for (const entries of perDay) edges.push((sum += entries.reduce((total, [, weight]) => total + weight, 0)))
  let day = 0
  return (random, place) => {
    const wanted = ((place + random()) / count) * sum
    // Places mostly rise; several lanes may take turns and step back a little.
    while (day > 0 && edges[day - 1]! > wanted) day--
    while (day < days - 1 && edges[day]! <= wanted) day++
    const campaign = draws[day]!(random)
    const midnight = Math.floor((nowMs - (days - 1 - day) * DAY_MS) / DAY_MS) * DAY_MS
    const atMs = midnight + hourOf(random) * 3_600_000 + between(random, 0, 3_599_999)
    return { atMs: atMs > nowMs ? nowMs - between(random, 60_000, 3_600_000) : atMs, campaign }
  }
}
