import { sql } from 'drizzle-orm'
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Raw bytes: sealed values, hashes, blind indexes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** A moment, always with time zone, as a Date. */
export const moment = () => timestamp({ withTimezone: true, mode: 'date' })

/** Everybody of the staff who had a hand in what stands there now: none of them may approve it (`approval.rules.ts`). */
export const editorsColumn = () =>
  uuid()
    .array()
    .notNull()
    .default(sql`'{}'`)
