import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { HistoryEntry, Registrant } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, registrationOf, type Person, type RegisteredPerson } from '../../../test/people.ts'
import { noticeVersion } from '../consents/notices.rules.ts'

let product: TestProduct
let officer: Person
beforeAll(async () => {
  product = await startTestProduct()
  officer = await addStaff(product, 'officer', 'Joanesburgo')
})
afterAll(() => product.close())

const reason = 'A pessoa está ao balcão'
const act = (id: string, what: string, payload: object, by: Person = officer) =>
  product.send(what.startsWith('consents') ? 'PUT' : 'POST', `/registrants/${id}/${what}`, {
    payload,
    headers: by.headers
  })
const setContact = (id: string, value: string, changes: object = {}) =>
  act(id, 'contact', { contact: { kind: 'email', value }, ownership: 'mine', reason, ...changes })
const setConsent = (id: string, purpose: string, given: boolean) =>
  act(id, `consents/${purpose}`, { given, noticeVersion: noticeVersion(product.config), language: 'pt', reason })

const historyOf = async (person: Person) =>
  (await product.send('GET', '/me/history', { headers: person.headers })).json<{ items: HistoryEntry[] }>().items
/** Signs in as a person does, with the code that came; the status of the answer. */
async function signIn(value: string, fact: object) {
  const { id } = (
    await product.send('POST', '/session/code', { payload: { contact: { kind: 'email', value } } })
  ).json<{ id: string }>()
  const code = /\d{6}/.exec((await product.newestMessage(value))?.text ?? '')?.[0] ?? '000000'
  return (await product.send('POST', '/session/registrant', { payload: { id, code, ...fact } })).statusCode
}

it.each([
  ['contact', { contact: { kind: 'email', value: 'x@example.org' }, ownership: 'mine' }],
  ['consents/news', { given: true, noticeVersion: 'any', language: 'pt' }],
  ['state', { state: 'unreachable' }],
  ['claim', { contact: null }],
  ['erase', { confirm: true }]
])('nothing is done for a person without a reason: %s', async (what, payload) => {
  const { id } = await addRegistrant(product)
  for (const bad of [{}, { reason: 'x' }, { reason: '     ' }, { reason: 'á'.repeat(201) }])
    expect((await act(id, what, { ...payload, ...bad })).json().errors[0].pointer).toBe('#/reason')
})

describe('the contact', () => {
  it('of somebody without one is set by the officer who sees them, and opens the record', async () => {
    const { id, reference } = (
      await product.send('POST', '/registrations', {
        payload: registrationOf(product, { contact: { kind: 'none', value: undefined, ownership: undefined } })
      })
    ).json<{ id: string; reference: string }>()
    const answer = await setContact(id, 'Sem.Contacto@example.org')
    expect(answer.json<Registrant>()).toMatchObject({
      contact: { kind: 'email', masked: 's•••@example.org', ownership: 'mine', verified: true },
      status: 'confirmed',
      confirmedBy: 'officer',
      canSignIn: true,
      version: 2
    })
    expect(await signIn('sem.contacto@example.org', { reference: reference.replaceAll(' ', '') })).toBe(200)
  })

  it('that a helper typed in opens nothing; the one that the officer sets does', async () => {
    const { code } = (
      await product.send('POST', '/helpers', {
        payload: { name: 'Ajudante', quota: 5, days: 5 },
        headers: officer.headers
      })
    ).json<{ code: string }>()
    const { id, reference } = (
      await product.send('POST', '/registrations', {
        payload: registrationOf(product, { helperCode: code, proof: undefined, contact: { value: 'dela@example.org' } })
      })
    ).json<{ id: string; reference: string }>()
    const fact = { reference: reference.replaceAll(' ', '') }
    expect(await signIn('dela@example.org', fact)).toBe(422)
    const seen = await product.send('GET', `/registrants/${id}`, { headers: officer.headers })
    expect(seen.json()).toMatchObject({ contact: { verified: false }, canSignIn: false })
    expect((await setContact(id, 'dela@example.org')).json()).toMatchObject({ canSignIn: true })
    // It is the same contact, so there is no old one to be told.
    expect(await product.newestMessage('dela@example.org')).toBeUndefined()
    expect(await signIn('dela@example.org', fact)).toBe(200)
  })

  it('takes the place of the old one, which is told; sessions end, and old values are kept sealed', async () => {
    const person = await addRegistrant(product, { contact: { value: 'perdido@example.org' } })
    expect((await setContact(person.id, 'achado@example.org')).statusCode).toBe(200)
    expect((await product.newestMessage('perdido@example.org'))!.text).toMatch(/contacto foi mudado/)
    product.clock.forward(5000)
    expect((await product.send('GET', '/me', { headers: person.headers })).statusCode).toBe(401)
    expect(await signIn('perdido@example.org', { birthYear: 1988 })).toBe(422)
    expect(await signIn('achado@example.org', { birthYear: 1988 })).toBe(200)
    const [kept] = await product.sql<{ version: number; sealed: Buffer }>(
      'select version, old_sealed as sealed from versions where record_id = $1',
      [person.id]
    )
    expect([kept!.version, kept!.sealed.toString('latin1').includes('perdido')]).toEqual([1, false])
    const seen = (await product.send('GET', `/registrants/${person.id}/history`, { headers: officer.headers })).json<{
      items: HistoryEntry[]
    }>()
    expect(seen.items.find(({ action }) => action === 'registrant.contactChanged')).toMatchObject({
      actorName: 'Test officer',
      fields: ['contact'],
      reason
    })
  })

  it('is refused where nobody could be reached by it, without saying it back', async () => {
    const { id } = await addRegistrant(product)
    const answer = await act(id, 'contact', { contact: { kind: 'phone', value: '+27 12' }, ownership: 'mine', reason })
    expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([400, '#/contact/value'])
    expect(answer.body).not.toContain('+27 12')
  })

  it('of another carer’s child leaves the question of the relation open', async () => {
    const created = await product.send('POST', '/registrations', {
      payload: registrationOf(product, {
        forWhom: 'child',
        person: { birthYear: 2018 },
        contact: { kind: 'none', value: undefined, ownership: undefined },
        guardian: { relation: 'other-carer', givenNames: 'Tia', surnames: '' }
      })
    })
    const answer = await setContact(created.json<{ id: string }>().id, 'tia@example.org')
    expect(answer.json()).toMatchObject({ status: 'pending', contact: { verified: true } })
  })
})

describe('consents', () => {
  let person: RegisteredPerson
  beforeAll(async () => void (person = await addRegistrant(product)))

  it('are written down on the person’s own word, and the person reads by whom and why', async () => {
    product.clock.forward(1000)
    expect((await setConsent(person.id, 'news', true)).json<Registrant>().consentHistory.at(-1)).toMatchObject({
      purpose: 'news',
      given: true,
      channel: 'counter'
    })
    expect((await historyOf(person))[0]).toMatchObject({
      action: 'consent.given',
      actorKind: 'staff',
      actorName: 'Consulado-Geral em Joanesburgo',
      fields: ['news'],
      reason
    })
    const [row] = await product.sql(`select actor_id from consents where registrant_id = $1 and purpose = 'news'`, [
      person.id
    ])
    expect(row).toEqual({ actor_id: officer.id })
    product.clock.forward(1000)
    const after = (await setConsent(person.id, 'news', false)).json<Registrant>()
    expect(after.consents.find(({ purpose }) => purpose === 'news')).toMatchObject({ given: false })
  })

  it('follow the rules of the person’s own: not core, not a child’s, not an old text', async () => {
    expect((await setConsent(person.id, 'core', false)).statusCode).toBe(409)
    const child = await addRegistrant(product, {
      forWhom: 'child',
      person: { birthYear: 2016 },
      guardian: { relation: 'mother', givenNames: 'Rosa', surnames: 'Cossa' }
    })
    expect((await setConsent(child.id, 'matching', true)).json().errors[0].code).toBe('notForChildren')
    const old = await act(person.id, 'consents/news', { given: true, noticeVersion: 'old', language: 'pt', reason })
    expect(old.json().errors[0]).toMatchObject({ pointer: '#/noticeVersion', code: 'outdated' })
  })

  it('let an officer write down accessibility needs, and withdrawing takes them away', async () => {
    const change = async (version: number) =>
      product.send('PATCH', `/registrants/${person.id}`, {
        payload: { details: { accessibilityNeeds: 'Ouve mal' } },
        headers: { ...officer.headers, 'if-match': `"${version}"` }
      })
    expect((await change(1)).json().errors[0].code).toBe('consentNeeded')
    await setConsent(person.id, 'accessibility', true)
    expect((await change(1)).statusCode).toBe(200)
    product.clock.forward(1000)
    await setConsent(person.id, 'accessibility', false)
    expect((await product.send('GET', '/me', { headers: person.headers })).json().details).toEqual({})
  })
})

describe('the state', () => {
  it.each(['unreachable', 'deceased', 'returned', 'abroad'])('%s is written down with its date', async (state) => {
    const person = await addRegistrant(product)
    const answer = await act(person.id, 'state', { state, reason })
    expect(answer.json()).toMatchObject({ state, country: 'ZA', version: 2 })
    const [row] = await product.sql('select state_since::text as since from registrants where id = $1', [person.id])
    expect(row).toEqual({ since: '2026-11-23' })
    // Whoever holds the phone of the dead is not the person.
    const { statusCode } = await product.send('GET', '/me', { headers: person.headers })
    expect(statusCode).toBe(state === 'deceased' ? 401 : 200)
    if (state !== 'deceased')
      expect((await historyOf(person))[0]).toMatchObject({
        action: 'registrant.stateChanged',
        actorKind: 'staff',
        reason
      })
    const [event] = await product.sql(
      `select data from domain_events where subject_id = $1 and type = 'registrant.stateChanged'`,
      [person.id]
    )
    expect(event).toEqual({ data: { state } })
  })

  it('a move needs the country, takes the area, and says once where the record has gone', async () => {
    const person = await addRegistrant(product)
    expect((await act(person.id, 'state', { state: 'moved', reason })).json().errors[0].pointer).toBe('#/country')
    const within = await act(person.id, 'state', { state: 'moved', country: 'ZA', area: 'ZA-GP', reason })
    expect(within.json()).toMatchObject({ area: 'ZA-GP', postName: 'Consulado-Geral em Joanesburgo' })
    const away = await act(person.id, 'state', { state: 'moved', country: 'BR', reason })
    expect(away.json()).toMatchObject({ state: 'moved', country: 'BR', area: null, postName: 'Embaixada no Brasil' })
    expect((await product.send('GET', `/registrants/${person.id}`, { headers: officer.headers })).statusCode).toBe(404)
    expect((await act(person.id, 'state', { state: 'returned', reason })).statusCode).toBe(404)
  })
})

describe('erasing', () => {
  it('takes the record out of use at once and gives a receipt; the contact is told', async () => {
    const person = await addRegistrant(product, { contact: { value: 'parte@example.org' } })
    expect((await act(person.id, 'erase', { reason })).statusCode).toBe(400)
    const receipt = await act(person.id, 'erase', { confirm: true, reason })
    expect(receipt.json()).toMatchObject({ receipt: expect.stringMatching(/^A-\d{4}-\d{4}-\d{4}$/) })
    expect((await product.newestMessage('parte@example.org'))!.text).toMatch(/o que foi pedido está feito/)
    product.clock.forward(5000)
    expect((await product.send('GET', '/me', { headers: person.headers })).statusCode).toBe(401)
    expect((await act(person.id, 'erase', { confirm: true, reason })).statusCode).toBe(404)
    const [row] = await product.sql(
      `select actor_id, left(reason, 7) as reason from audit where subject_id = $1 and action = 'registrant.erased'`,
      [person.id]
    )
    expect(row).toEqual({ actor_id: officer.id, reason: 'sealed:' })
  })

  it('does not empty a post in a day', async () => {
    const quick = await addStaff(product, 'officer', 'Joanesburgo')
    const statuses: number[] = []
    for (let i = 0; i < 21; i++)
      statuses.push(
        (await act((await addRegistrant(product)).id, 'erase', { confirm: true, reason }, quick)).statusCode
      )
    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([20, 429])
  })
})
