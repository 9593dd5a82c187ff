import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import { bytes, moment } from './columns.ts'

/** What happened, by ids only. Jobs, webhooks and other wings read it: the outbox of the product. */
export const domainEvents = pgTable(
  'domain_events',
  {
    id: uuid().primaryKey(),
    type: text().notNull(),
    subjectId: uuid().notNull(),
    data: jsonb().notNull().default({}),
    at: moment().notNull().defaultNow(),
    /** Webhooks are yet to be told of it. */
    untold: boolean().notNull().default(false)
  },
  (t) => [
    index('domain_events_type').on(t.type, t.id),
    index('domain_events_subject').on(t.subjectId),
    index('domain_events_untold')
      .on(t.id)
      .where(sql`${t.untold}`)
  ]
)

/** Who did what, from where and why; refusals and reads of personal data too. Append-only, no values. */
export const audit = pgTable(
  'audit',
  {
    id: uuid().primaryKey(),
    at: moment().notNull().defaultNow(),
    actorKind: text().notNull(),
    actorId: uuid(),
    action: text().notNull(),
    subjectId: uuid(),
    postId: uuid(),
    fields: text().array().notNull().default([]),
    count: integer(),
    reason: text(),
    requestId: text()
  },
  (t) => [index('audit_subject').on(t.subjectId, t.id), index('audit_actor').on(t.actorId, t.id)]
)

/** So many people at most make a short list: every one of them is in an index. */
export const SHORT_LIST = 200

/** The people whom one audited act concerned together: those in an exported list, page by page. */
export const auditLists = pgTable(
  'audit_lists',
  {
    auditId: uuid().notNull(),
    page: integer().notNull(),
    /** The database puts them in order, so that the first and the last tell who may be in it. */
    subjectIds: uuid().array().notNull(),
    firstId: uuid().generatedAlwaysAs(sql`subject_ids[1]`),
    lastId: uuid().generatedAlwaysAs(sql`subject_ids[cardinality(subject_ids)]`)
  },
  (t) => [
    primaryKey({ columns: [t.auditId, t.page] }),
    // A short list may hold people of all years. Of a long one, in order of time or of ids, the span tells enough.
    index('audit_lists_short')
      .using('gin', t.subjectIds)
      .where(sql`cardinality(${t.subjectIds}) <= ${sql.raw(String(SHORT_LIST))}`),
    index('audit_lists_span')
      .on(t.firstId, t.lastId)
      .where(sql`cardinality(${t.subjectIds}) > ${sql.raw(String(SHORT_LIST))}`)
  ]
)

/** The hash chain over `audit`, written by one worker. */
export const auditChain = pgTable(
  'audit_chain',
  {
    position: bigint({ mode: 'number' }).primaryKey(),
    auditId: uuid().notNull(),
    hash: bytes().notNull()
  },
  (t) => [uniqueIndex('audit_chain_audit_key').on(t.auditId)]
)

/** Old values of a record, sealed with the person's key, so that erasure removes them. */
export const versions = pgTable(
  'versions',
  {
    recordId: uuid().notNull(),
    version: integer().notNull(),
    at: moment().notNull().defaultNow(),
    actorKind: text().notNull(),
    actorId: uuid(),
    oldSealed: bytes().notNull()
  },
  (t) => [primaryKey({ columns: [t.recordId, t.version] })]
)

/** Answers of creating POSTs, kept 24 h with the hash of the request. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    keyHash: bytes().primaryKey(),
    requestHash: bytes().notNull(),
    status: smallint(),
    answerSealed: bytes(),
    createdAt: moment().notNull().defaultNow()
  },
  (t) => [index('idempotency_keys_created').on(t.createdAt)]
)

/** Facts about this database: which keys it was made with, what was seeded. */
export const facts = pgTable('facts', {
  name: text().primaryKey(),
  value: jsonb().notNull(),
  at: moment().notNull().defaultNow()
})
