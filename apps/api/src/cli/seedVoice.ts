import { buildApp } from '../app.ts'
import { addDays, type Day } from '../days.ts'
import { system } from '../db/actor.ts'
import { insertSession } from '../platform/sessions/sessions.queries.ts'
import { signAccessToken } from '../platform/sessions/tokens.ts'
import { transaction, type Services } from '../services.ts'
import { identities } from './seedIdentities.ts'

const DAY_MS = 86_400_000

type Ask = <T>(
  identity: string,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  url: string,
  payload?: object,
  headers?: Record<string, string>
) => Promise<T>

/** How the made-up accounts tell the story: each asks the API in their own name, on the day of which they tell. */
export interface Teller {
  /** A request; anything but success is thrown. */
  ask: Ask
  /** The working day that lies so many days from today, or the Monday after it. */
  day: (fromToday: number) => Day
  /** The same, but always a Monday. */
  monday: (fromToday: number) => Day
  /** Goes to a day, nine in the morning by universal time: what is asked from then on happened on it. */
  goTo: (day: Day) => void
  /** Comes back to today. */
  comeBack: () => void
  /** The services as they are on the day of which is told. */
  services: Services
  close: () => Promise<void>
}

/** Saturdays and Sundays move on to Monday. */
function workingDay(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0)
}
const nextMonday = (day: Day): Day => addDays(day, (8 - new Date(`${day}T00:00:00Z`).getUTCDay()) % 7)

export async function createTeller(present: Services): Promise<Teller> {
  let past: number | undefined
  // The clock of the past goes on as it is looked at, so that what comes later is later.
  const services = { ...present, now: () => (past === undefined ? present.now() : new Date(past++)) }
  const app = await buildApp(services, { web: false, backpressure: false })
  const tokens = new Map<string, string>()
  const dayFrom = (fromToday: number): Day =>
    new Date(present.now().getTime() + fromToday * DAY_MS).toISOString().slice(0, 10)
  async function tokenOf(identity: string) {
    const { kind, id } = identities.find((one) => one.identity === identity)!
    const session = await transaction(present, system('seed'), (db) =>
      insertSession(db, present.keys, present.now(), kind, id)
    )
    return signAccessToken(app, session)
  }
  const ask: Ask = async (identity, method, url, payload, headers = {}) => {
    if (!tokens.has(identity)) tokens.set(identity, await tokenOf(identity))
    const answer = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${tokens.get(identity)}`, ...headers },
      ...(payload ? { payload } : {})
    })
    if (answer.statusCode >= 300)
      throw new Error(`The story stops at ${identity} ${method} ${url}: ${answer.statusCode} ${answer.body}`)
    return answer.json()
  }
  return {
    ask,
    day: (fromToday) => workingDay(dayFrom(fromToday)),
    monday: (fromToday) => nextMonday(dayFrom(fromToday)),
    goTo: (day) => void (past = Date.parse(`${day}T09:00:00Z`)),
    comeBack: () => void (past = undefined),
    services,
    close: () => app.close()
  }
}

export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
