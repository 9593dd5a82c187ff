import type { Mailing } from '@ponte/schema'
import { system } from '../../src/db/actor.ts'
import { findMailing, insertMailing, updateMailing } from '../../src/outreach/mailings/mailings.queries.ts'
import { makeToken } from '../../src/outreach/tokens.rules.ts'
import { tokenKey } from '../../src/outreach/mailings/unsubscribe.commands.ts'
import { transaction } from '../../src/services.ts'
import type { TestProduct } from '../harness.ts'
import { addRegistrant, addStaff, type RegisteredPerson } from '../people.ts'
import type { Samples } from './samples.ts'

export const mailingValues = {
  name: 'Convite para a feira',
  purpose: 'news',
  countries: ['ZA'],
  pt: { subject: 'Feira em Joanesburgo', text: 'Venha no sábado, é gratuito.' }
} as const

/** A mailing by somebody else, in a state. */
export async function addMailing(
  product: TestProduct,
  { state = 'draft', ...values }: { state?: Mailing['state']; countries?: string[]; purpose?: Mailing['purpose'] } = {}
): Promise<{ id: string; version: number }> {
  const author = await addStaff(product, 'communications')
  return transaction(product.services, system('test'), async (db) => {
    const id = await insertMailing(db, { ...mailingValues, countries: ['ZA'], ...values }, author.id)
    if (state !== 'draft') await updateMailing(db, id, 1, { state, proposedBy: author.id })
    return { id, version: (await findMailing(db, id))!.version }
  })
}

/** A registrant who said yes to a purpose. */
export async function addReader(
  product: TestProduct,
  purpose = 'news',
  person: object = {}
): Promise<RegisteredPerson> {
  const reader = await addRegistrant(product, { person })
  await giveConsent(product, reader, purpose, true)
  return reader
}

export async function giveConsent(
  product: TestProduct,
  { headers }: RegisteredPerson,
  purpose: string,
  given: boolean
) {
  // Two words in one millisecond have no order.
  product.clock.forward(1)
  const { items } = (await product.send('GET', '/notices?language=pt')).json<{ items: { version: string }[] }>()
  const payload = { given, noticeVersion: items[0]!.version, language: 'pt' }
  const answer = await product.send('PUT', `/me/consents/${purpose}`, { payload, headers })
  if (answer.statusCode !== 200) throw new Error(answer.body)
}

const readersOf = new WeakMap<TestProduct, Promise<unknown>>()
/** Enough people for a mailing, once for a whole test. */
export const haveReaders = (product: TestProduct) => {
  if (!readersOf.has(product)) readersOf.set(product, Promise.all(Array.from({ length: 10 }, () => addReader(product))))
  return readersOf.get(product)!
}

const inState = async (product: TestProduct, state: Mailing['state']) => ({
  params: { id: (await addMailing(product, { state })).id }
})

const tokenOf = async (product: TestProduct) => {
  const [mailing, reader] = [await addMailing(product), await addRegistrant(product)]
  return makeToken(tokenKey(product.services), mailing.id, reader.id)
}

export const mailingSamples: Samples = {
  listMailings: () => ({}),
  getMailing: (_subjects, product) => inState(product, 'draft'),
  createMailing: () => ({ body: mailingValues }),
  updateMailing: async (_subjects, product) => ({
    ...(await inState(product, 'draft')),
    body: { name: 'Outro nome' },
    headers: { 'if-match': '"1"' }
  }),
  countMailingReach: (_subjects, product) => inState(product, 'draft'),
  testMailing: async (_subjects, product) => ({ ...(await inState(product, 'draft')), body: { language: 'en' } }),
  proposeMailing: (_subjects, product) => inState(product, 'draft'),
  reviseMailing: (_subjects, product) => inState(product, 'proposed'),
  approveMailing: async (_subjects, product) => {
    await haveReaders(product)
    const { id, version } = await addMailing(product, { state: 'proposed' })
    return { params: { id }, headers: { 'if-match': `"${version}"` } }
  },
  stopMailing: (_subjects, product) => inState(product, 'sending'),
  resendUnknown: (_subjects, product) => inState(product, 'finished'),
  unsubscribe: async (_subjects, product) => ({ body: { token: await tokenOf(product) } }),
  unsubscribeOneClick: async (_subjects, product) => ({ params: { token: await tokenOf(product) } })
}
