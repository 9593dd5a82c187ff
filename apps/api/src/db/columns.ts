import { customType, timestamp } from 'drizzle-orm/pg-core'

/** Raw bytes: sealed values, hashes, blind indexes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** A moment, always with time zone, as a Date. */
export const moment = () => timestamp({ withTimezone: true, mode: 'date' })
