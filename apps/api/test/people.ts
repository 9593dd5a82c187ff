import type { RegistrationCreate, Role } from '@ponte/schema'
import { system, type Actor } from '../src/db/actor.ts'
import { listPosts } from '../src/platform/posts/posts.queries.ts'
import { insertSession } from '../src/platform/sessions/sessions.queries.ts'
import { signAccessToken } from '../src/platform/sessions/tokens.ts'
import { insertStaff, setPassword } from '../src/platform/staff/staff.queries.ts'
import { noticeVersion } from '../src/registry/consents/notices.rules.ts'
import { insertChargeReport } from '../src/registry/chargeReports/chargeReports.queries.ts'
import { createChallenge, zeroBits } from '../src/registry/registrations/proof.rules.ts'
import { transaction } from '../src/services.ts'
import type { TestProduct } from './harness.ts'

export interface Person {
  id: string
  token: string
  postId: string | null
  headers: { authorization: string }
}

/** A token for somebody, as after a sign-in. */
export async function tokenFor(product: TestProduct, kind: 'staff' | 'registrant', id: string): Promise<string> {
  const { services } = product
  const session = await transaction(services, system('test'), (db) =>
    insertSession(db, services.keys, services.now(), kind, id)
  )
  return signAccessToken(product.app, session)
}

/** The id of a post by a part of its name. */
export async function postNamed(product: TestProduct, name: string): Promise<string> {
  const posts = await transaction(product.services, system('test'), listPosts)
  const post = posts.find((candidate) => candidate.name.includes(name))
  if (!post) throw new Error(`No post is called "${name}".`)
  return post.id
}

/** A member of staff with a role, signed in. */
export async function addStaff(product: TestProduct, role: Role, postName?: string): Promise<Person> {
  const { services } = product
  const postId = postName ? await postNamed(product, postName) : null
  const id = await transaction(services, system('test'), async (db) => {
    const created = await insertStaff(db, services.keys, {
      name: `Test ${role}`,
      email: `${role}.${Math.random()}@example.org`,
      role,
      postId
    })
    await setPassword(db, created, 'unusable', new Date(services.now().getTime() - 1000))
    return created
  })
  const token = await tokenFor(product, 'staff', id)
  return { id, token, postId, headers: { authorization: `Bearer ${token}` } }
}

/** The actor that a signed-in officer is to the product. */
export const officerActor = ({ id, postId }: Person): Actor & { kind: 'staff' } => ({
  kind: 'staff',
  id,
  role: 'officer',
  postId,
  sessionId: id
})

/** A solved proof of work. */
export function solvedProof({ services }: TestProduct) {
  const challenge = createChallenge(services.keys, services.config.limits.proofBits, services.now())
  for (let nonce = 0; ; nonce++)
    if (zeroBits(`${challenge}.${nonce}`) >= services.config.limits.proofBits)
      return { challenge, nonce: String(nonce) }
}

/** A valid registration, changed where a test wants it. */
export function registrationOf(
  product: TestProduct,
  changes: { person?: object; contact?: object } & Record<string, unknown> = {}
): RegistrationCreate {
  const { person, contact, ...rest } = changes
  return {
    forWhom: 'self',
    person: {
      givenNames: 'Graça Alzira',
      surnames: 'Nhantumbo',
      birthYear: 1988,
      sex: 'woman',
      link: 'citizen',
      bornInCountry: 'yes',
      country: 'ZA',
      area: 'ZA-GP',
      city: 'Joanesburgo',
      language: 'por',
      ...person
    },
    contact: { kind: 'email', value: 'graca@example.org', ownership: 'mine', whatsapp: false, ...contact },
    notice: { version: noticeVersion(product.config), language: 'pt', accepted: true },
    proof: solvedProof(product),
    ...rest
  }
}

export interface RegisteredPerson extends Person {
  reference: string
}

/** Registers and confirms a person through the API, and signs them in. */
export async function addRegistrant(
  product: TestProduct,
  changes: Parameters<typeof registrationOf>[1] = {}
): Promise<RegisteredPerson> {
  const email = `p${Math.random().toString(36).slice(2)}@example.org`
  const payload = registrationOf(product, { ...changes, contact: { value: email, ...(changes.contact as object) } })
  const created = await product.send('POST', '/registrations', { payload })
  if (created.statusCode !== 201) throw new Error(created.body)
  const { id, token } = created.json<{ id: string; token: string }>()
  const message = await product.newestMessage(payload.contact.value!)
  const code = /\d{6}/.exec(message!.text)![0]
  const confirmed = await product.send('POST', `/registrations/${id}/confirm`, { payload: { token, code } })
  if (confirmed.statusCode !== 200) throw new Error(confirmed.body)
  const access = await tokenFor(product, 'registrant', id)
  return {
    id,
    token: access,
    postId: null,
    reference: confirmed.json<{ reference: string }>().reference,
    headers: { authorization: `Bearer ${access}` }
  }
}

/** A report of a charge, as somebody sent it. */
export const addChargeReport = async ({ services }: TestProduct): Promise<string> =>
  transaction(services, system('test'), async (db) => {
    const body = { text: 'Pediram dinheiro à porta.', country: 'ZA', asker: 'other' } as const
    return (await insertChargeReport(db, services.keys, body, services.now())).id
  })
