import { getCountryCallingCode, type CountryCode } from 'libphonenumber-js/max'
import type { Details, Person, Purpose } from '@ponte/schema'
import { makeDetails } from './details.ts'
import { addressOf, makeName } from './names.ts'
import { makeOrigin, makePlace } from './places.ts'
import { between, pick, weighted, weightedOf, type Random } from './random.ts'
import { campaigns, createTimeline } from './timeline.ts'
import { ages, destinations } from './unDesa2024.ts'

const MINUTE_MS = 60_000
const YEAR_MS = 365.25 * 86_400_000
const GUARDIAN_BELOW = 16
const ADULT = 18

/** Somebody who does not exist, with all that a registration brings. */
export interface MadeUpPerson extends Omit<Person, 'birthDate' | 'area' | 'city'> {
  birthDate: string | null
  area: string | null
  city: string
  child: boolean
  guardian: { relation: 'mother' | 'father' | 'legal-guardian'; givenNames: string; surnames: string } | null
  contact: { kind: 'phone' | 'email'; value: string; ownership: 'mine' | 'shared' | 'other'; whatsapp: boolean } | null
  details: Details | null
  consents: Purpose[]
  campaignCode: string | null
  channel: 'web' | 'counter'
  confirmedBy: 'phone' | 'email' | 'officer' | null
  state: 'abroad' | 'moved' | 'returned' | 'unreachable' | 'deceased'
  stateSince: string | null
  registeredAt: Date
  confirmedAt: Date | null
  affirmedAt: Date
}

// The people of a campaign come out of the share of their country, so that all together have the shares of UN DESA.
const total = destinations.reduce((sum, [, both]) => sum + both, 0)
const country = weighted(
  destinations.map(([code, both]) => {
    const campaigned = campaigns.reduce((sum, campaign) => sum + (campaign.country === code ? campaign.share : 0), 0)
    return [code, both / total - campaigned] as const
  })
)
const shareOfWomen = new Map(destinations.map(([code, both, , women]) => [code, both > 0 ? women / both : 0.5]))
const ageBand = {
  woman: weighted(ages.map(([from, women]) => [from, women] as const)),
  man: weighted(ages.map(([from, , men]) => [from, men] as const))
}
const link = weightedOf<Person['link']>({ citizen: 86, descendant: 7, spouse: 3, 'former-citizen': 2, 'not-sure': 2 })
const contactKind = weighted([
  ['phone', 60],
  ['email', 25],
  [null, 15]
] as const)
const lifeState = weighted([
  ['returned', 45],
  ['unreachable', 30],
  ['moved', 18],
  ['deceased', 7]
] as const)
const optionalPurposes: readonly (readonly [Purpose, number])[] = [
  ['news', 0.42],
  ['research', 0.3],
  ['matching', 0.22],
  ['investment', 0.07],
  ['partners', 0.03]
]

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/**
 * A number that nobody has: no network gives numbers that begin with the trunk prefix 00, so no code that is sent to it
 * reaches a stranger.
 */
const madeUpPhone = (random: Random, code: string) =>
  `+${getCountryCallingCode(code as CountryCode)}00${String(between(random, 0, 9_999_999)).padStart(7, '0')}`

function makeContact(
  random: Random,
  code: string,
  names: { givenNames: string; surnames: string }
): MadeUpPerson['contact'] {
  const kind = contactKind(random)
  if (kind === null) return null
  const ownership = random() < 0.78 ? 'mine' : random() < 0.85 ? 'shared' : 'other'
  return kind === 'phone'
    ? { kind, value: madeUpPhone(random, code), ownership, whatsapp: random() < 0.72 }
    : { kind, value: `${addressOf(random, names)}@example.org`, ownership, whatsapp: false }
}

/** Nobody registers before they are born; who was abroad long enough may have gone on to another life. */
function laterLife(
  random: Random,
  atMs: number,
  nowMs: number
): Pick<MadeUpPerson, 'state' | 'stateSince' | 'affirmedAt'> {
  const sinceMs = nowMs - atMs
  const affirmedAt = new Date(random() < 0.3 ? atMs + random() * sinceMs : atMs)
  if (sinceMs < YEAR_MS || random() > 0.05) return { state: 'abroad', stateSince: null, affirmedAt }
  return {
    state: lifeState(random),
    stateSince: dayOf(affirmedAt.getTime() + random() * (nowMs - affirmedAt.getTime())),
    affirmedAt
  }
}

/** Makes people up, one after the other in order of time. Countries, sexes and ages follow UN DESA. */
export function createPeople(
  random: Random,
  { nowMs, years, count }: { nowMs: number; years: number; count: number }
): (place: number) => MadeUpPerson {
  const momentOf = createTimeline(nowMs, years, count)
  const thisYear = new Date(nowMs).getUTCFullYear()
  return (place) => {
    const { atMs, campaign } = momentOf(random, place)
    const code = campaign?.country ?? country(random)
    const isWoman = random() < shareOfWomen.get(code)!
    const from = ageBand[isWoman ? 'woman' : 'man'](random)
    const registeredYear = new Date(atMs).getUTCFullYear()
    const birthYear = Math.min(thisYear - between(random, from, from === 75 ? 90 : from + 4), registeredYear)
    const age = thisYear - birthYear
    const { province, region, language } = makeOrigin(random, code)
    const names = makeName(random, isWoman, region)
    const chosen = link(random)
    const contact = makeContact(random, code, names)
    const waits = random() < 0.08
    const channel = contact === null || random() < 0.17 ? 'counter' : 'web'
    const confirmedAt = waits
      ? null
      : new Date(
          Math.min(
            nowMs,
            atMs + (channel === 'counter' ? 0 : between(random, 1, random() < 0.06 ? 4000 : 12) * MINUTE_MS)
          )
        )
    const adult = age >= ADULT
    return {
      ...names,
      birthYear,
      birthDate:
        random() < 0.6 && birthYear < registeredYear
          ? `${birthYear}-${String(between(random, 1, 12)).padStart(2, '0')}-${String(between(random, 1, 28)).padStart(2, '0')}`
          : null,
      sex: random() < 0.006 ? (random() < 0.7 ? 'not-said' : 'other') : isWoman ? 'woman' : 'man',
      link: chosen,
      bornInCountry:
        chosen === 'descendant'
          ? random() < 0.15
            ? 'yes'
            : 'no'
          : random() < 0.97
            ? 'yes'
            : random() < 0.6
              ? 'no'
              : 'not-sure',
      country: code,
      ...makePlace(random, code, campaign?.areas),
      language,
      child: !adult,
      guardian:
        age < GUARDIAN_BELOW
          ? {
              relation: pick(random, ['mother', 'mother', 'father', 'legal-guardian'] as const),
              ...makeName(random, random() < 0.6, region)
            }
          : null,
      contact,
      details:
        random() < 0.4
          ? makeDetails(random, { province, adult, birthYear, registeredYear, country: code, language })
          : null,
      consents: [
        'core',
        ...(adult ? optionalPurposes.flatMap(([purpose, chance]) => (random() < chance ? [purpose] : [])) : [])
      ],
      campaignCode: campaign?.code ?? null,
      channel,
      confirmedBy: waits ? null : channel === 'counter' ? 'officer' : contact!.kind,
      ...laterLife(random, atMs, nowMs),
      registeredAt: new Date(atMs),
      confirmedAt
    }
  }
}
