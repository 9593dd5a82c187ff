import { eq } from 'drizzle-orm'
import type { MyRecord, Registrant } from '@ponte/schema'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { posts } from '../../platform/posts/posts.table.ts'
import { currentConsents, listConsents } from '../consents/consents.queries.ts'
import { maskContact } from './contacts.rules.ts'
import { findContact } from './contacts.queries.ts'
import { findDetails } from './details.queries.ts'
import { findRegistrantKey } from './registrantKeys.queries.ts'
import { openSex, type RegistrantRecord } from './registrants.queries.ts'

const iso = (date: Date) => date.toISOString()

/** A whole record, as its person sees it. */
export async function viewRecord(db: Db, keys: Keys, row: RegistrantRecord): Promise<MyRecord> {
  const key = await findRegistrantKey(db, keys, row.id)
  if (!key) throw new Error(`Registrant ${row.id} has no key.`)
  const contact = await findContact(db, key, row.id)
  const consentHistory = await listConsents(db, row.id)
  const [post] = await db.select({ name: posts.name }).from(posts).where(eq(posts.id, row.postId))
  return {
    id: row.id,
    reference: row.reference,
    version: row.version,
    status: row.status as MyRecord['status'],
    state: row.state as MyRecord['state'],
    origin: row.origin as MyRecord['origin'],
    child: row.child,
    guardian: row.guardianRelation
      ? {
          relation: row.guardianRelation as NonNullable<MyRecord['guardian']>['relation'],
          givenNames: row.guardianGivenNames ?? '',
          surnames: row.guardianSurnames ?? ''
        }
      : null,
    givenNames: row.givenNames,
    surnames: row.surnames,
    birthYear: row.birthYear,
    birthDate: row.birthDate,
    sex: openSex(key, row),
    link: row.link as MyRecord['link'],
    bornInCountry: row.bornInCountry as MyRecord['bornInCountry'],
    country: row.country,
    area: row.area,
    city: row.city,
    language: row.language,
    contact: {
      kind: contact?.kind ?? 'none',
      masked: contact ? maskContact(contact) : null,
      ownership: contact?.ownership ?? null,
      whatsapp: contact?.whatsapp ?? false,
      verified: !!contact?.verifiedAt
    },
    details: await findDetails(db, key, row.id),
    consents: currentConsents(consentHistory),
    consentHistory,
    postName: post?.name ?? '',
    registeredAt: iso(row.registeredAt),
    affirmedAt: iso(row.affirmedAt)
  }
}

/** What an officer sees: a sealed sex stays sealed, words about others and accessibility only for those who reveal. */
export async function viewRegistrant(db: Db, keys: Keys, row: RegistrantRecord): Promise<Registrant> {
  const record = await viewRecord(db, keys, row)
  const { emergencyContact: _emergency, accessibilityNeeds: _accessibility, ...details } = record.details
  return {
    ...record,
    details,
    sex: row.sex as Registrant['sex'],
    campaignCode: row.campaignCode,
    confirmedBy: row.confirmedBy as Registrant['confirmedBy'],
    confirmedAt: row.confirmedAt ? iso(row.confirmedAt) : null,
    canSignIn: record.contact.kind !== 'none' && (!row.helperId || record.contact.verified)
  }
}
