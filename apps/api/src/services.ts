import type { FastifyBaseLogger } from 'fastify'
import type { Pool } from 'pg'
import type { Config } from './config.ts'
import type { Actor } from './db/actor.ts'
import { withTransaction, type Db } from './db/transaction.ts'
import type { Keys } from './keys.ts'

/** What the features of the product work with. Made once by the server, the worker, the command line or a test. */
export interface Services {
  pool: Pool
  config: Config
  keys: Keys
  /** The present, so that tests can move it. */
  now: () => Date
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
}

/** Where a request came from, for audit and limits; never logged in full. */
export interface RequestFacts {
  requestId: string
  address: string
}

/** One transaction as this actor. */
export const transaction = <T>(services: Services, actor: Actor, work: (db: Db) => Promise<T>): Promise<T> =>
  withTransaction(services.pool, actor, work)
