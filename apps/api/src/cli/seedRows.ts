import crypto from 'node:crypto'
import { checkDigit, type Details, type Post, type Purpose } from '@ponte/schema'
import { createId } from '../db/id.ts'
import { blindIndex, createDataKey, seal, wrapKey, type DataKey } from '../db/sealing.ts'
import type { Config } from '../config.ts'
import type { Keys } from '../keys.ts'
import { noticeHash, noticeVersion } from '../registry/consents/notices.rules.ts'
import type { MadeUpPerson } from '../registry/demo/people.ts'
import { sexColumns } from '../registry/registrants/registrants.queries.ts'
import { copyLine, type Batch } from './seedTables.ts'

/** The words among the optional answers, which are sealed together. */
const words = ['emergencyContact', 'consularNumber', 'occupation', 'skillsText', 'accessibilityNeeds'] as const

/**
 * Reference numbers that look drawn by lot and never repeat within a run: multiples of a step that has no factor in common
 * with a thousand million.
 */
export function createReferences(): () => string {
  const step = 2 * crypto.randomInt(100_000_000, 400_000_000) + 1
  let next = crypto.randomInt(1_000_000_000)
  return () => {
    next = (next + (step % 5 === 0 ? step + 2 : step)) % 1_000_000_000
    const digits = String(next).padStart(9, '0')
    return digits + checkDigit(digits)
  }
}

/** Which post answers for a place: by area, else by country, else the one for the rest of the world. As in `getPostFor`. */
export function createPostFinder(posts: readonly Post[]): (country: string, area: string | null) => string {
  const active = posts.filter((post) => post.active)
  const byPlace = new Map(
    active.flatMap((post) => post.jurisdictions.map(({ country, area }) => [area ?? country, post.id] as const))
  )
  const rest = active.find((post) => post.restOfWorld)?.id
  if (!rest) throw new Error('No post answers for the rest of the world; seed the posts.')
  return (country, area) => (area ? byPlace.get(area) : undefined) ?? byPlace.get(country) ?? rest
}

function detailsLine(id: string, key: DataKey, d: Details): string {
  const said = words.filter((name) => d[name])
  const sealed =
    said.length > 0
      ? seal(
          key,
          { table: 'registrant_details', column: 'sealed', row: id },
          Object.fromEntries(said.map((name) => [name, d[name]]))
        )
      : null
  return copyLine([
    id,
    sealed,
    d.householdAdults ?? null,
    d.householdChildren ?? null,
    d.needs ?? [],
    d.abroadSince ?? null,
    d.migrationReason ?? null,
    d.province ?? null,
    d.district ?? null,
    d.citizenships ?? [],
    d.consularRegistration ?? null,
    d.education ?? null,
    d.educationField ?? null,
    d.educationCountry ?? null,
    d.workStatus ?? null,
    d.occupationCode ?? null,
    d.sector ?? null,
    d.experienceYears ?? null,
    d.skills ?? [],
    JSON.stringify(d.languages ?? []),
    d.offers ?? [],
    d.availability ?? null,
    d.investmentSector ?? null,
    d.investmentProvince ?? null,
    d.investmentBand ?? null,
    d.topics ?? [],
    d.channels ?? []
  ])
}

/** The notices that made-up people said yes to: the version and the hash of each text, as of a real yes. */
export function createNoticeColumns(config: Config): RowTools['shown'] {
  const version = noticeVersion(config)
  const hashes = new Map<Purpose, Buffer>()
  return (purpose) => {
    const hash = hashes.get(purpose) ?? noticeHash(config, purpose, 'pt')
    hashes.set(purpose, hash)
    return [version, hash]
  }
}

export interface RowTools {
  keys: Keys
  shown: (purpose: Purpose) => [version: string, hash: Buffer]
  nextReference: () => string
  postFor: (country: string, area: string | null) => string
}

export const emptyBatch = (): Batch => ({
  registrants: [],
  keys: [],
  contacts: [],
  details: [],
  consents: [],
  events: []
})

/** Adds all rows of one person to a batch, sealed as those of a real one. */
export function addPerson(batch: Batch, { keys, nextReference, postFor, shown }: RowTools, p: MadeUpPerson): void {
  const atMs = p.registeredAt.getTime()
  const id = createId(atMs)
  const key = createDataKey()
  const { sex, sexSealed } = sexColumns(key, id, p.sex)
  batch.registrants.push(
    copyLine([
      id,
      nextReference(),
      postFor(p.country, p.area),
      p.confirmedAt ? 'confirmed' : 'pending',
      p.state,
      p.stateSince,
      p.channel === 'web' ? 'self' : 'assisted',
      p.child,
      p.givenNames,
      p.surnames,
      p.birthYear,
      p.birthDate,
      sex,
      sexSealed,
      p.link,
      p.bornInCountry,
      p.country,
      p.area,
      p.city,
      p.language,
      p.guardian?.relation ?? null,
      p.guardian?.givenNames ?? null,
      p.guardian?.surnames ?? null,
      p.campaignCode,
      p.confirmedBy,
      p.confirmedAt,
      p.affirmedAt,
      p.registeredAt,
      true
    ])
  )
  batch.keys.push(copyLine([id, wrapKey(keys, id, key)]))
  if (p.contact) {
    const { kind, value, ownership, whatsapp } = p.contact
    const contactId = createId(atMs)
    const sealed = seal(key, { table: 'contacts', column: 'sealed', row: contactId }, value)
    const verifiedAt = p.confirmedBy === kind ? p.confirmedAt : null
    batch.contacts.push(
      copyLine([
        contactId,
        id,
        kind,
        sealed,
        blindIndex(keys, kind, value),
        keys.indexVersion,
        ownership,
        whatsapp,
        verifiedAt,
        p.registeredAt
      ])
    )
  }
  if (p.details) batch.details.push(detailsLine(id, key, p.details))
  const given = p.channel === 'web' ? ['registrant', id] : ['system', null]
  for (const purpose of p.consents)
    batch.consents.push(
      copyLine([createId(atMs), id, purpose, true, ...shown(purpose), 'pt', p.channel, ...given, p.registeredAt])
    )
  batch.events.push(copyLine([createId(atMs), 'registrant.registered', id, { channel: p.channel }, p.registeredAt]))
  if (p.confirmedAt)
    batch.events.push(
      copyLine([createId(p.confirmedAt.getTime()), 'registrant.confirmed', id, { by: p.confirmedBy }, p.confirmedAt])
    )
}
