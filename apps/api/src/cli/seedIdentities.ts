import { sql } from 'drizzle-orm'
import { type CounterRegistration, type Role } from '@ponte/schema'
import { system } from '../db/actor.ts'
import { writeAudit, writeEvent } from '../db/records.ts'
import { blindIndex, classKey, seal } from '../db/sealing.ts'
import type { Db } from '../db/transaction.ts'
import { getPostFor } from '../platform/posts/posts.queries.ts'
import { hashPassword } from '../platform/staff/passwords.ts'
import { staff } from '../platform/staff/staff.table.ts'
import { noticeVersion } from '../registry/consents/notices.rules.ts'
import { markContactsVerified } from '../registry/registrants/contacts.queries.ts'
import { insertRegistrant } from '../registry/registrants/entry.commands.ts'
import { transaction, type Services } from '../services.ts'

/** A made-up account with a fixed id, one for each role and scope. */
export interface Identity {
  identity: string
  kind: 'staff' | 'registrant'
  id: string
}

/** What all made-up members of staff sign in with, and their e-mail is `<identity>@example.org`. Never in production. */
export const IDENTITY_PASSWORD = 'mangas verdes numa mala de madeira'

const idOf = (number: number) => `01930000-0000-7000-8000-${String(number).padStart(12, '0')}`

interface StaffIdentity extends Identity {
  name: string
  role: Role
  place?: [country: string, area: string | null]
}

const members: StaffIdentity[] = [
  { identity: 'administrator', kind: 'staff', id: idOf(1), name: 'Alzira Macuácua', role: 'administrator' },
  { identity: 'analyst', kind: 'staff', id: idOf(2), name: 'Dércio Sitoe', role: 'analyst' },
  {
    identity: 'officer-joanesburgo',
    kind: 'staff',
    id: idOf(3),
    name: 'Hermínia Cossa',
    role: 'officer',
    place: ['ZA', 'ZA-GP']
  },
  {
    identity: 'officer-portugal',
    kind: 'staff',
    id: idOf(4),
    name: 'Osvaldo Mabote',
    role: 'officer',
    place: ['PT', null]
  },
  { identity: 'communications', kind: 'staff', id: idOf(5), name: 'Ivone Tembe', role: 'communications' },
  { identity: 'secretary', kind: 'staff', id: idOf(6), name: 'Custódio Muianga', role: 'secretary' },
  { identity: 'programmes', kind: 'staff', id: idOf(7), name: 'Lurdes Nhampossa', role: 'programmes' }
]

type PersonOf = Pick<
  CounterRegistration['person'],
  'givenNames' | 'surnames' | 'birthYear' | 'sex' | 'country' | 'area' | 'city'
>

const registrants: (Identity & { person: PersonOf })[] = [
  {
    identity: 'registrant-gauteng',
    kind: 'registrant',
    id: idOf(11),
    person: {
      givenNames: 'Graça Alzira',
      surnames: 'Nhantumbo',
      birthYear: 1988,
      sex: 'woman',
      country: 'ZA',
      area: 'ZA-GP',
      city: 'Soweto'
    }
  },
  {
    identity: 'registrant-portugal',
    kind: 'registrant',
    id: idOf(12),
    person: {
      givenNames: 'Amade',
      surnames: 'Selemane',
      birthYear: 1979,
      sex: 'man',
      country: 'PT',
      area: null,
      city: 'Amadora'
    }
  }
]

/** All identities by name, for `ponte token <identity>`. */
export const identities: readonly Identity[] = [...members, ...registrants].map(({ identity, kind, id }) => ({
  identity,
  kind,
  id
}))

/** How to sign in as them, for the console of a demonstration. */
export const DEMO_STAFF = members
  .map(({ identity, role }) => `  ${`${identity}@example.org`.padEnd(36)}${role}`)
  .concat(`  password: ${IDENTITY_PASSWORD}`)
  .join('\n')

const actor = system('seed')
const exists = async (db: Db, table: 'staff' | 'registrants', id: string) =>
  (await db.execute(sql`select from ${sql.identifier(table)} where id = ${id}`)).rowCount === 1

async function addMember(db: Db, { keys, now }: Services, { id, identity, name, role, place }: StaffIdentity) {
  const email = `${identity}@example.org`
  await db.insert(staff).values({
    id,
    name,
    role,
    postId: place ? (await getPostFor(db, ...place)).id : null,
    emailSealed: seal(classKey(keys, 'staff'), { table: 'staff', column: 'email_sealed', row: id }, email),
    emailIndex: blindIndex(keys, 'staff', email),
    passwordHash: await hashPassword(keys, IDENTITY_PASSWORD),
    notBefore: new Date(now().getTime() - 1000)
  })
  await writeEvent(db, 'staff.changed', id)
  await writeAudit(db, actor, { action: 'staff.created', subjectId: id })
}

async function addRegistrant(db: Db, services: Services, { id, identity, person }: (typeof registrants)[number]) {
  const { id: postId } = await getPostFor(db, person.country, person.area ?? null)
  await insertRegistrant(
    db,
    services,
    actor,
    { requestId: 'seed', address: 'seed', network: 'seed' },
    {
      id,
      body: {
        forWhom: 'self',
        person: { ...person, link: 'citizen', bornInCountry: 'yes', language: 'por' },
        contact: { kind: 'email', value: `${identity}@example.org`, ownership: 'mine', whatsapp: false },
        notice: { version: noticeVersion(services.config), language: 'pt', accepted: true }
      },
      contact: { kind: 'email', value: `${identity}@example.org`, phoneCountry: null },
      channel: 'web',
      confirmedBy: 'email',
      helperId: null,
      postId
    }
  )
  await markContactsVerified(db, id, services.now())
  await db.execute(sql`update registrants set made_up = true where id = ${id}`)
}

/** Makes the identities that are missing and returns all. Refused in production: everybody knows how to sign in as them. */
export async function seedIdentities(services: Services): Promise<readonly Identity[]> {
  if (services.config.production)
    throw new Error('Made-up accounts are refused in production: everybody knows their password.')
  await transaction(services, actor, async (db) => {
    await db.execute(sql`select pg_advisory_xact_lock(727005)`)
    for (const member of members) if (!(await exists(db, 'staff', member.id))) await addMember(db, services, member)
    for (const registrant of registrants)
      if (!(await exists(db, 'registrants', registrant.id))) await addRegistrant(db, services, registrant)
  })
  return identities
}
