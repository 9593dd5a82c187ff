import { and, eq, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm'
import { purposeOfKind, type OpportunityKind } from '@ponte/schema'
import type { Db } from '../../db/transaction.ts'
import { registrantDetails, registrants } from '../../registry/registrants/registrants.table.ts'
import type { OpportunityRecord } from '../opportunities/opportunities.queries.ts'

/*
 * Who may be a candidate. All of it runs as the product itself: the people of the whole registry, of whom the officers see
 * a masked few. Words that people wrote are sealed and are not looked at: only codes are.
 */

/** How many people whose codes touch are looked at. */
const POOL = 2000
/** Under this many people of a country who agreed, the country would tell who it is. */
export const COUNTRY_LEAST = 10

/** Does the person's latest word on the purpose say yes, now? */
export const agreesTo = (id: SQL, kind: OpportunityKind): SQL<boolean> => sql<boolean>`
  coalesce((select c.given from consents c where c.registrant_id = ${id} and c.purpose = ${purposeOfKind[kind]}
            order by c.at desc, c.id desc limit 1), false)`

/** Confirmed adults who act for themselves, live abroad and agree. */
const isCandidate = (kind: OpportunityKind): SQL | undefined =>
  and(
    eq(registrants.status, 'confirmed'),
    isNull(registrants.erasedAt),
    eq(registrants.child, false),
    isNull(registrants.guardianRelation),
    inArray(registrants.state, ['abroad', 'moved']),
    agreesTo(sql`registrants.id`, kind)
  )

const codesOf = ({ kind, skills, sector }: OpportunityRecord): string[] =>
  kind === 'investment' ? (sector ? [`sector:${sector}`] : []) : skills.map((skill) => `skill:${skill}`)

const offered = {
  skills: registrantDetails.skills,
  languages: registrantDetails.languages,
  educationField: registrantDetails.educationField,
  offers: registrantDetails.offers,
  availability: registrantDetails.availability,
  investmentSector: registrantDetails.investmentSector,
  investmentProvince: registrantDetails.investmentProvince,
  investmentBand: registrantDetails.investmentBand
}

/** People whose codes touch what is looked for, who agreed, and who have nothing to do with the opportunity yet. */
export async function listPool(db: Db, opportunity: OpportunityRecord) {
  const codes = codesOf(opportunity)
  if (codes.length === 0) return []
  const wanted = sql`array[${sql.join(
    codes.map((code) => sql`${code}`),
    sql`, `
  )}]::text[]`
  return db
    .select({ id: registrants.id, country: registrants.country, offered })
    .from(sql`search.find_offered(${wanted}, ${opportunity.id}, ${POOL}) as found(id)`)
    .innerJoin(registrants, sql`${registrants.id} = found.id`)
    .innerJoin(registrantDetails, eq(registrantDetails.registrantId, registrants.id))
    .where(
      and(
        isCandidate(opportunity.kind as OpportunityKind),
        sql`not ('none-now' = any(${registrantDetails.offers}))`,
        sql`not exists (select from applications a where a.opportunity_id = ${opportunity.id} and a.registrant_id = registrants.id)`
      )
    )
}

/** What one person offers; null who is no candidate for this kind. */
export async function findOffered(db: Db, id: string) {
  const [row] = await db.select(offered).from(registrantDetails).where(eq(registrantDetails.registrantId, id))
  return row ?? null
}

/** Those of some countries in which enough people agreed for the country to hide each of them. */
export async function listLargeCountries(db: Db, kind: OpportunityKind, countries: string[]): Promise<Set<string>> {
  const large = new Set<string>()
  for (const country of new Set(countries)) {
    const some = await db
      .select({ id: registrants.id })
      .from(registrants)
      .where(and(eq(registrants.country, country), ne(registrants.country, ''), isCandidate(kind)))
      .limit(COUNTRY_LEAST)
    if (some.length === COUNTRY_LEAST) large.add(country)
  }
  return large
}
