import type { Dashboard, InterfaceLanguage } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { forReading } from '../../db/replica.ts'
import { classKey } from '../../db/sealing.ts'
import { listCountries } from '../../platform/system/codeLists.queries.ts'
import { problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import type { Control } from '../disclosure/disclosure.rules.ts'
import { countRegistry, findPostName } from './dashboard.queries.ts'
import { buildDashboard, registeredInYear, type ExactCounts } from './dashboard.rules.ts'

/** A new registration is seen after this time at the latest, and no number of viewers asks more often. */
const FRESH_MS = 5000
const DAY_MS = 86_400_000
/** Counting keeps a connection and a core busy; registrations need the others. */
const COUNTS_AT_ONCE = 2

interface Counted {
  counts: ExactCounts
  postName: string | null
  asOf: Date
}

interface Entry {
  counted: Promise<Counted>
  atMs: number
  done: boolean
  /** What was made of it, by language. */
  dashboards: Map<InterfaceLanguage, Dashboard>
}

/** Lets a few in at a time; the others wait in line. */
function createGate(places: number) {
  let free = places
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

const createCache = () => ({ entries: new Map<string, Entry>(), gate: createGate(COUNTS_AT_ONCE) })
const caches = new WeakMap<Services, ReturnType<typeof createCache>>()

const startOfDay = (now: Date) => new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS)

/** A post's figures are of this moment. Those of all are of the last midnight: what moves with every person tells of each. */
async function countScope(services: Services, postId: string | null): Promise<Counted> {
  const asOf = postId === null ? startOfDay(services.now()) : services.now()
  return transaction(await forReading(services, asOf), system('statistics'), async (db) => ({
    counts: await countRegistry(db, postId === null ? { until: asOf } : { postId }),
    postName: postId === null ? null : await findPostName(db, postId),
    asOf
  }))
}

/** The counts of a scope: a post's at most five seconds old, those of all of the same day. Whoever asks while they are being counted waits for the same answer. */
function entryOf(services: Services, postId: string | null): Entry {
  const { entries, gate } = caches.get(services) ?? createCache()
  caches.set(services, { entries, gate })
  const key = postId ?? 'all'
  const nowMs = services.now().getTime()
  const kept = entries.get(key)
  const isFresh = (atMs: number) =>
    postId === null
      ? Math.floor(atMs / DAY_MS) === Math.floor(nowMs / DAY_MS)
      : nowMs >= atMs && nowMs - atMs < FRESH_MS
  if (kept && (!kept.done || isFresh(kept.atMs))) return kept
  const entry: Entry = {
    counted: gate(() => countScope(services, postId)),
    atMs: nowMs,
    done: false,
    dashboards: new Map()
  }
  entries.set(key, entry)
  entry.counted.then(
    () => (entry.done = true),
    () => entries.delete(key)
  )
  return entry
}

interface ViewScope {
  postId: string | null
  control: Control
}

const controlledScope = ({ keys }: Services): ViewScope => ({
  postId: null,
  control: { exact: false, key: classKey(keys, 'disclosure') }
})

/** Officers see exact figures of their post; everybody else, clients too, sees the registry under disclosure control. */
function scopeOf(services: Services, actor: Actor): ViewScope {
  if (actor.kind !== 'staff' && actor.kind !== 'client') throw problems.forbidden()
  if (actor.kind === 'client' || actor.role !== 'officer') return controlledScope(services)
  if (!actor.postId) throw problems.forbidden()
  return { postId: actor.postId, control: { exact: true } }
}

/** The dashboard of a member of staff, or of a client whose scope opens the figures. */
export async function readDashboard(services: Services, actor: Actor, language: InterfaceLanguage): Promise<Dashboard> {
  return dashboardOf(services, scopeOf(services, actor), language)
}

/** The dashboard of the whole registry as anybody may be shown it, for what the product itself publishes. */
export const readRegistryDashboard = (services: Services, language: InterfaceLanguage): Promise<Dashboard> =>
  dashboardOf(services, controlledScope(services), language)

/** People of the whole registry who registered in the last twelve complete months, as anybody may be shown it. */
export async function readRegisteredInYear(services: Services): Promise<number | null> {
  const { counts, asOf } = await entryOf(services, null).counted
  return registeredInYear(counts, controlledScope(services).control, asOf)
}

async function dashboardOf(
  services: Services,
  { postId, control }: ViewScope,
  language: InterfaceLanguage
): Promise<Dashboard> {
  const { counted, dashboards } = entryOf(services, postId)
  const facts = await counted
  const known = dashboards.get(language)
  if (known) return known
  const countryNames = new Map(listCountries(language).map(({ code, name }) => [code, name]))
  const dashboard = buildDashboard({
    ...facts,
    control,
    language,
    countryNames,
    divisions: services.config.origin.divisions
  })
  dashboards.set(language, dashboard)
  return dashboard
}
