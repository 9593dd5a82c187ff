import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'

/** A machine that calls the API under its own name. Only the hash of its secret is kept. */
export const clients = pgTable(
  'clients',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    scopes: text().array().notNull(),
    requestsPerMinute: integer().notNull(),
    /** Names the present secret: tokens carry it, so those made with the one before end with it. */
    secretId: uuid().notNull(),
    secretHash: bytes().notNull(),
    secretAt: moment().notNull(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    lastUsedAt: moment(),
    uses: integer().notNull().default(0),
    createdBy: uuid(),
    createdAt: moment().notNull()
  },
  (t) => [
    uniqueIndex('clients_secret_key').on(t.secretId),
    check('clients_a_year_at_most', sql`${t.expiresAt} <= ${t.createdAt} + interval '366 days'`)
  ]
)

/** The last calls of a client: when, which route, how it ended. No values, so nothing of anybody. */
export const clientCalls = pgTable(
  'client_calls',
  {
    id: uuid().primaryKey(),
    clientId: uuid()
      .notNull()
      .references(() => clients.id),
    at: moment().notNull(),
    method: text().notNull(),
    route: text().notNull(),
    status: smallint().notNull()
  },
  (t) => [index('client_calls_newest').on(t.clientId, t.id)]
)
