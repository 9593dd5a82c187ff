import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Registration } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, registrationOf, solvedProof } from '../../../test/people.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

const register = (changes: Parameters<typeof registrationOf>[1] = {}, headers: Record<string, string> = {}) =>
  product.send('POST', '/registrations', { payload: registrationOf(product, changes), headers })

const codeFor = async (to: string) => /\d{6}/.exec((await product.newestMessage(to))!.text)![0]

describe('a person abroad registers', () => {
  it('gets a code, confirms with it, and receives a reference number and a session', async () => {
    const answer = await register({ contact: { value: 'Ana.Cossa@Example.org' } })
    expect(answer.statusCode).toBe(201)
    const registration = answer.json<Registration>()
    expect(registration).toMatchObject({ next: 'code', sentTo: 'a•••@example.org', reference: null })
    const confirmed = await product.send('POST', `/registrations/${registration.id}/confirm`, {
      payload: { token: registration.token, code: await codeFor('ana.cossa@example.org') }
    })
    expect(confirmed.statusCode).toBe(200)
    expect(confirmed.json()).toMatchObject({
      next: 'done',
      reference: expect.stringMatching(/^\d{3} \d{3} \d{4}$/),
      postName: 'Consulado-Geral em Joanesburgo'
    })
    const cookies = confirmed.cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))
    expect(cookies).toEqual([
      { name: 'ponte_access', httpOnly: true, sameSite: 'Lax' },
      { name: 'ponte_refresh', httpOnly: true, sameSite: 'Lax' }
    ])
  })

  it('writes person, key, contact, consent, event and audit in one transaction', async () => {
    const { id } = (await register({ contact: { value: 'one@example.org' } })).json<Registration>()
    const [counts] = await product.sql(
      `select (select count(*) from registrants where id = $1) as person, (select count(*) from registrant_keys where registrant_id = $1) as key,
              (select count(*) from contacts where registrant_id = $1) as contact, (select count(*) from consents where registrant_id = $1 and purpose = 'core' and given) as consent,
              (select count(*) from domain_events where subject_id = $1 and type = 'registrant.registered') as event,
              (select count(*) from audit where subject_id = $1 and action = 'registrant.registered') as audit`,
      [id]
    )
    expect(counts).toEqual({ person: '1', key: '1', contact: '1', consent: '1', event: '1', audit: '1' })
  })

  it('answers alike for a known and an unknown contact', async () => {
    const first = await register({ contact: { value: 'twice@example.org' } })
    const second = await register({ contact: { value: 'twice@example.org' }, person: { givenNames: 'Outra' } })
    const shape = (answer: typeof first) => ({
      status: answer.statusCode,
      keys: Object.keys(answer.json()),
      sentTo: answer.json<Registration>().sentTo
    })
    expect(shape(second)).toEqual(shape(first))
  })

  it('accepts a code that comes three minutes late, and refuses one that is sixteen minutes old', async () => {
    const late = (await register({ contact: { value: 'late@example.org' } })).json<Registration>()
    const code = await codeFor('late@example.org')
    product.clock.forward(3 * 60_000)
    expect(
      (await product.send('POST', `/registrations/${late.id}/confirm`, { payload: { token: late.token, code } }))
        .statusCode
    ).toBe(200)
    const old = (await register({ contact: { value: 'old@example.org' } })).json<Registration>()
    const oldCode = await codeFor('old@example.org')
    product.clock.forward(16 * 60_000)
    const answer = await product.send('POST', `/registrations/${old.id}/confirm`, {
      payload: { token: old.token, code: oldCode }
    })
    expect([answer.statusCode, answer.json().type]).toEqual([422, '/problems/wrong-code'])
  })

  it('spends a code after five wrong tries, and a repeated right one answers the same', async () => {
    const { id, token } = (await register({ contact: { value: 'tries@example.org' } })).json<Registration>()
    const code = await codeFor('tries@example.org')
    const wrong = code === '000000' ? '000001' : '000000'
    const send = (value: string) =>
      product.send('POST', `/registrations/${id}/confirm`, { payload: { token, code: value } })
    for (let i = 0; i < 4; i++) expect((await send(wrong)).json().type).toBe('/problems/wrong-code')
    expect((await send(code)).statusCode).toBe(200)
    expect((await send(code)).json().type).toBe('/problems/code-spent')
  })

  it('lets a mistyped contact be mended; only the new one counts then', async () => {
    const { id, token } = (await register({ contact: { value: 'wrnog@example.org' } })).json<Registration>()
    const oldCode = await codeFor('wrnog@example.org')
    const mended = await product.send('PATCH', `/registrations/${id}/contact`, {
      payload: { token, contact: { kind: 'email', value: 'wrong@example.org' } }
    })
    expect([mended.statusCode, mended.json<Registration>().sentTo]).toEqual([202, 'w•••@example.org'])
    const confirm = (code: string) => product.send('POST', `/registrations/${id}/confirm`, { payload: { token, code } })
    expect((await confirm(oldCode)).statusCode).toBe(422)
    expect((await confirm(await codeFor('wrong@example.org'))).statusCode).toBe(200)
  })

  it('sends another code only after a pause that grows', async () => {
    const { id, token } = (await register({ contact: { value: 'again@example.org' } })).json<Registration>()
    const resend = () => product.send('POST', `/registrations/${id}/resend`, { payload: { token } })
    const early = await resend()
    expect([early.statusCode, early.headers['retry-after']]).toEqual([429, '30'])
    product.clock.forward(31_000)
    expect((await resend()).statusCode).toBe(202)
    product.clock.forward(31_000)
    expect((await resend()).statusCode).toBe(429)
  })

  it('gives nobody else the registration, with or without a token of another', async () => {
    const mine = (await register({ contact: { value: 'mine@example.org' } })).json<Registration>()
    const other = (await register({ contact: { value: 'other@example.org' } })).json<Registration>()
    const answer = await product.send('POST', `/registrations/${mine.id}/resend`, { payload: { token: other.token } })
    expect(answer.statusCode).toBe(404)
  })

  it('without any contact is kept, and told to go to the post', async () => {
    const answer = await register({ contact: { kind: 'none', value: undefined, ownership: undefined } })
    expect(answer.json()).toMatchObject({
      next: 'post',
      postName: 'Consulado-Geral em Joanesburgo',
      reference: expect.any(String)
    })
  })
})

describe('what a registration refuses', () => {
  const pointers = (answer: Awaited<ReturnType<typeof register>>) =>
    answer.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)

  it('names every bad field at once', async () => {
    const answer = await register({
      person: { givenNames: ' ', surnames: '', birthYear: 1850 + 60 },
      contact: { kind: 'phone', value: '12' }
    })
    expect(answer.statusCode).toBe(400)
    expect(pointers(answer)).toEqual(expect.arrayContaining(['#/contact/value']))
    const many = await register({ person: { givenNames: '', surnames: '', area: 'ZA-XX' }, contact: { value: 'no' } })
    expect(pointers(many).sort()).toEqual(['#/contact/value', '#/person/area', '#/person/givenNames'])
  })

  it('unknown fields', async () => {
    const answer = await register({ religion: 'x' })
    expect(pointers(answer)).toEqual(['#/religion'])
  })

  it('a child on its own, and asks whoever may be of age', async () => {
    const child = await register({ person: { birthYear: 2014 } })
    expect(child.json().errors[0]).toMatchObject({ pointer: '#/person/birthYear', code: 'guardianNeeded' })
    const open = await register({ person: { birthYear: 2008 } })
    expect(pointers(open)).toEqual(['#/adult'])
    expect(
      (await register({ person: { birthYear: 2008 }, adult: false, contact: { value: 'teen@example.org' } })).statusCode
    ).toBe(201)
  })

  it('whoever may still need a guardian, until they say their age; who does, is told so there', async () => {
    const of = (answers: object, person: object = {}) =>
      register({ person: { birthYear: 2010, ...person }, contact: { value: 'dezasseis@example.org' }, ...answers })
    const errors = async (answers: object) => (await of(answers)).json().errors
    expect(await errors({})).toEqual([expect.objectContaining({ pointer: '#/oldEnough', code: 'required' })])
    expect(await errors({ oldEnough: false })).toEqual([
      expect.objectContaining({ pointer: '#/oldEnough', code: 'guardianNeeded' })
    ])
    expect((await of({ oldEnough: true })).statusCode).toBe(201)
    // The whole date leaves nothing open, whatever is said of it.
    expect((await of({}, { birthDate: '2010-11-23' })).statusCode).toBe(201)
    expect((await of({ oldEnough: true }, { birthDate: '2010-11-24' })).json().errors[0].code).toBe('guardianNeeded')
  })

  it('a missing, wrong or used proof of work', async () => {
    const proof = solvedProof(product)
    expect((await register({ proof: undefined })).json().type).toBe('/problems/proof-needed')
    expect((await register({ proof: { ...proof, challenge: `9${proof.challenge}` } })).json().type).toBe(
      '/problems/proof-needed'
    )
    expect((await register({ proof, contact: { value: 'p1@example.org' } })).statusCode).toBe(201)
    expect((await register({ proof, contact: { value: 'p2@example.org' } })).json().type).toBe('/problems/proof-needed')
  })

  it('more codes to one contact than a day allows', async () => {
    for (let i = 0; i < 8; i++)
      expect((await register({ contact: { value: 'flood@example.org' } })).statusCode).toBe(201)
    const answer = await register({ contact: { value: 'flood@example.org' } })
    expect([answer.statusCode, answer.json().type]).toEqual([429, '/problems/too-many-codes'])
  })

  it('nothing of a bot that fills in the hidden field, without telling it', async () => {
    const before = await product.sql('select count(*) from registrants')
    const answer = await register({ website: 'http://spam.example' })
    expect([answer.statusCode, answer.json().next]).toEqual([201, 'code'])
    expect(await product.sql('select count(*) from registrants')).toEqual(before)
  })
})

describe('a child and a helper', () => {
  it('a child is registered by a guardian and is marked as one', async () => {
    const answer = await register({
      forWhom: 'child',
      person: { birthYear: 2018, givenNames: 'Kelvin' },
      contact: { value: 'mae@example.org', ownership: 'other' },
      guardian: { relation: 'mother', givenNames: 'Rosa', surnames: 'Cossa' }
    })
    expect(answer.statusCode).toBe(201)
    const [row] = await product.sql('select child, guardian_relation from registrants where id = $1', [
      answer.json().id
    ])
    expect(row).toEqual({ child: true, guardian_relation: 'mother' })
  })

  it('another carer waits for an officer even after the code', async () => {
    const { id, token } = (
      await register({
        forWhom: 'child',
        person: { birthYear: 2018 },
        contact: { value: 'tia@example.org' },
        guardian: { relation: 'other-carer', givenNames: 'Tia', surnames: '' }
      })
    ).json<Registration>()
    const code = await codeFor('tia@example.org')
    const confirmed = await product.send('POST', `/registrations/${id}/confirm`, { payload: { token, code } })
    expect(confirmed.json()).toMatchObject({ next: 'post', reference: expect.any(String) })
  })

  it('another carer waits for an officer with a helper’s code too, and is told where', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const { code } = (
      await product.send('POST', '/helpers', {
        payload: { name: 'Mãe Rosa', quota: 2, days: 30 },
        headers: officer.headers
      })
    ).json<{ code: string }>()
    const child = (relation: string) =>
      register({
        forWhom: 'child',
        helperCode: code,
        proof: undefined,
        person: { birthYear: 2018 },
        contact: { kind: 'none', value: undefined, ownership: undefined },
        guardian: { relation, givenNames: 'Tia', surnames: '' }
      })
    const waiting = (await child('other-carer')).json<Registration>()
    expect(waiting).toMatchObject({
      next: 'post',
      reference: expect.any(String),
      postName: 'Consulado-Geral em Joanesburgo'
    })
    expect(await product.sql('select status from registrants where id = $1', [waiting.id])).toEqual([
      { status: 'pending' }
    ])
    expect((await child('mother')).json()).toMatchObject({ next: 'done' })
  })

  it('a helper’s code confirms without contact and without proof, within its quota', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const created = await product.send('POST', '/helpers', {
      payload: { name: 'Pastor Sitoe', quota: 2, days: 30 },
      headers: officer.headers
    })
    const { code } = created.json<{ code: string }>()
    const withCode = () =>
      register({
        helperCode: code.toLowerCase(),
        proof: undefined,
        contact: { kind: 'none', value: undefined, ownership: undefined }
      })
    expect((await product.send('POST', '/helpers/check', { payload: { code } })).json()).toEqual({ usable: true })
    const first = await withCode()
    expect(first.json()).toMatchObject({ next: 'done', reference: expect.any(String) })
    const [row] = await product.sql('select origin, status, confirmed_by from registrants where id = $1', [
      first.json().id
    ])
    expect(row).toEqual({ origin: 'assisted', status: 'confirmed', confirmed_by: 'helper' })
    expect((await withCode()).statusCode).toBe(201)
    const third = await withCode()
    expect([third.statusCode, third.json().type]).toEqual([422, '/problems/helper-code'])
  })
})

describe('what a hostile reviewer tried', () => {
  it('nobody says of themselves that they are of age against their year of birth', async () => {
    const { id } = (
      await register({
        person: { birthYear: 2010 },
        adult: true,
        oldEnough: true,
        contact: { value: 'jovem@example.org' }
      })
    ).json<Registration>()
    expect(await product.sql('select child from registrants where id = $1', [id])).toEqual([{ child: true }])
  })

  it('a helper who gives their own address as the contact opens nothing with it, before an officer sees the person', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const created = await product.send('POST', '/helpers', {
      payload: { name: 'Mau', quota: 5, days: 5 },
      headers: officer.headers
    })
    const { id, token } = (
      await register({
        helperCode: created.json<{ code: string }>().code,
        proof: undefined,
        contact: { value: 'mau@example.org' }
      })
    ).json<Registration>()
    const contact = { kind: 'email', value: 'mau2@example.org' }
    expect(
      (await product.send('PATCH', `/registrations/${id}/contact`, { payload: { token, contact } })).statusCode
    ).toBe(404)
    const asked = await product.send('POST', '/session/code', {
      payload: { contact: { kind: 'email', value: 'mau@example.org' } }
    })
    expect(asked.statusCode).toBe(202)
    expect(await product.newestMessage('mau@example.org')).toBeUndefined()
  })

  it('a contact that was verified is not mended any more', async () => {
    const { id, token } = (
      await register({
        forWhom: 'child',
        person: { birthYear: 2018 },
        contact: { value: 'tia2@example.org' },
        guardian: { relation: 'other-carer', givenNames: 'Tia', surnames: '' }
      })
    ).json<Registration>()
    await product.send('POST', `/registrations/${id}/confirm`, {
      payload: { token, code: await codeFor('tia2@example.org') }
    })
    const answer = await product.send('PATCH', `/registrations/${id}/contact`, {
      payload: { token, contact: { kind: 'email', value: 'x@example.org' } }
    })
    expect(answer.statusCode).toBe(409)
  })

  it('a proof with a signature that is no ASCII is refused, not stumbled over', async () => {
    const proof = solvedProof(product)
    const bent = proof.challenge.slice(0, -1) + 'é'
    expect((await register({ proof: { ...proof, challenge: bent } })).json().type).toBe('/problems/proof-needed')
  })
})

describe('Idempotency-Key', () => {
  it('thirty equal requests at once make one person and get one answer', async () => {
    const payload = registrationOf(product, { contact: { value: 'idem@example.org' } })
    const send = () =>
      product.send('POST', '/registrations', { payload, headers: { 'idempotency-key': '"abcdefgh-1"' } })
    const answers = await Promise.all(Array.from({ length: 30 }, send))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    const [row] = await product.sql('select count(*)::int as n from registrants where id = $1', [answers[0]!.json().id])
    expect(row).toEqual({ n: 1 })
    const other = await product.send('POST', '/registrations', {
      payload: { ...payload, person: { ...payload.person, city: 'Soweto' } },
      headers: { 'idempotency-key': 'abcdefgh-1' }
    })
    expect([other.statusCode, other.json().type]).toEqual([422, '/problems/idempotency-key-reused'])
  })
})
