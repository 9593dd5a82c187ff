import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import { bytes, moment } from '../../db/columns.ts'
import { posts } from '../../platform/posts/posts.table.ts'

/** A person in the registry. Names, birth, country and codes are in clear under row scope; the rest is sealed. */
export const registrants = pgTable(
  'registrants',
  {
    id: uuid().primaryKey(),
    /** Ten digits, the last a check digit. */
    reference: text().notNull(),
    postId: uuid()
      .notNull()
      .references(() => posts.id),
    status: text().notNull().default('pending'),
    state: text().notNull().default('abroad'),
    stateSince: date({ mode: 'string' }),
    origin: text().notNull().default('self'),
    child: boolean().notNull().default(false),
    givenNames: text().notNull(),
    surnames: text().notNull(),
    birthYear: smallint().notNull(),
    birthDate: date({ mode: 'string' }),
    /** woman or man; null for the two answers that only the sealed column tells apart. */
    sex: text(),
    sexSealed: bytes(),
    link: text().notNull(),
    bornInCountry: text().notNull(),
    country: text().notNull(),
    area: text(),
    city: text().notNull().default(''),
    language: text().notNull(),
    guardianRelation: text(),
    guardianGivenNames: text(),
    guardianSurnames: text(),
    helperId: uuid(),
    campaignCode: text(),
    confirmedBy: text(),
    confirmedAt: moment(),
    affirmedAt: moment().notNull().defaultNow(),
    registeredAt: moment().notNull().defaultNow(),
    erasedAt: moment(),
    /** Made-up people of a demonstration are marked as such for ever. */
    madeUp: boolean().notNull().default(false),
    version: integer().notNull().default(1)
  },
  (t) => [
    uniqueIndex('registrants_reference_key').on(t.reference),
    // The order that "order by … desc" asks for: with nulls last, Postgres sorts the whole post instead.
    index('registrants_post_newest')
      .on(t.postId, t.registeredAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.erasedAt} is null`),
    index('registrants_erased')
      .on(t.erasedAt)
      .where(sql`${t.erasedAt} is not null`),
    index('registrants_place').on(t.country, t.area),
    // Files put these two characters between values and between people. Nobody can type them: the contract refuses them too.
    check(
      'registrants_without_separators',
      sql`strpos(${t.givenNames} || ${t.surnames} || ${t.city}, E'\\x1e') = 0 and strpos(${t.givenNames} || ${t.surnames} || ${t.city}, E'\\x1f') = 0`
    )
  ]
)

/** The person's own data key, wrapped. Erasure destroys it, and with it all that was sealed. */
export const registrantKeys = pgTable('registrant_keys', {
  registrantId: uuid()
    .primaryKey()
    .references(() => registrants.id),
  wrapped: bytes().notNull()
})

/** How a person is reached. Not unique: a contact may serve several people. */
export const contacts = pgTable(
  'contacts',
  {
    id: uuid().primaryKey(),
    registrantId: uuid()
      .notNull()
      .references(() => registrants.id),
    kind: text().notNull(),
    sealed: bytes().notNull(),
    blindIndex: bytes().notNull(),
    indexVersion: smallint().notNull(),
    ownership: text(),
    whatsapp: boolean().notNull().default(false),
    verifiedAt: moment(),
    createdAt: moment().notNull().defaultNow()
  },
  (t) => [index('contacts_blind_index').on(t.blindIndex), index('contacts_registrant').on(t.registrantId)]
)

/** The optional answers. Codes in clear, words sealed in one column. */
export const registrantDetails = pgTable('registrant_details', {
  registrantId: uuid()
    .primaryKey()
    .references(() => registrants.id),
  /** Emergency contact, consular number, occupation, skills in words, accessibility needs. */
  sealed: bytes(),
  householdAdults: smallint(),
  householdChildren: smallint(),
  needs: text().array().notNull().default([]),
  abroadSince: smallint(),
  migrationReason: text(),
  province: text(),
  district: text(),
  citizenships: text().array().notNull().default([]),
  consularRegistration: text(),
  education: text(),
  educationField: text(),
  educationCountry: text(),
  workStatus: text(),
  occupationCode: text(),
  sector: text(),
  experienceYears: smallint(),
  skills: text().array().notNull().default([]),
  languages: jsonb().$type<{ code: string; level: string }[]>().notNull().default([]),
  offers: text().array().notNull().default([]),
  availability: text(),
  investmentSector: text(),
  investmentProvince: text(),
  investmentBand: text(),
  topics: text().array().notNull().default([]),
  channels: text().array().notNull().default([])
})
