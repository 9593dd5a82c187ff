import type { FastifyBaseLogger } from 'fastify'
import type { Pool, QueryResultRow } from 'pg'
import type { Config } from './config.ts'
import type { Actor } from './db/actor.ts'
import { withStatement, withTransaction, type Db, type Statement } from './db/transaction.ts'
import type { Keys } from './keys.ts'

/** What the features of the product work with. Made once by the server, the worker, the command line or a test. */
export interface Services {
  pool: Pool
  /** A streaming replica, where one is configured; read through `forReading`. */
  replica?: Pool | null
  config: Config
  keys: Keys
  /** The present, so that tests can move it. */
  now: () => Date
  /** What networks did lately, for limits. */
  addressUses: Map<string, AddressUse>
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
}

/** How often a network did something in a window of time. */
export interface AddressUse {
  endsAtMs: number
  count: number
}

/** Where a request came from, for audit and limits; never logged in full. */
export interface RequestFacts {
  requestId: string
  /** A pseudonym of the network that the request came from, as narrow as one home. */
  address: string
  /** The same, as wide as a provider hands out. */
  network: string
}

/** One transaction as this actor. */
export const transaction = <T>(services: Services, actor: Actor, work: (db: Db) => Promise<T>): Promise<T> =>
  withTransaction(services.pool, actor, work)

const PAUSE_MS = { first: 100, most: 5000 }

/** Tries until it succeeds, with growing pauses: what happened outside cannot be undone, and must be written down. */
export async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (let pauseMs = PAUSE_MS.first; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS.most)) {
    try {
      return await work()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

/** One statement as this actor, alone in its transaction. */
export const statement = <Row extends QueryResultRow>(
  services: Services,
  actor: Actor,
  said: Statement<Row>
): Promise<Row[]> => withStatement(services.pool, actor, said)
