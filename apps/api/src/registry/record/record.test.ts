import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { MyRecord } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, registrationOf, type Person, type RegisteredPerson } from '../../../test/people.ts'
import { noticeVersion } from '../consents/notices.rules.ts'
import { runNight } from '../../../test/nights.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

const get = async (person: Person, url = '/me') => (await product.send('GET', url, { headers: person.headers })).json()
const consent = (person: Person, purpose: string, given: boolean) =>
  product.send('PUT', `/me/consents/${purpose}`, {
    payload: { given, noticeVersion: noticeVersion(product.config), language: 'pt' },
    headers: person.headers
  })
const patch = (person: Person, version: number, payload: object) =>
  product.send('PATCH', '/me', { payload, headers: { ...person.headers, 'if-match': `"${version}"` } })

describe('my record', () => {
  let ana: RegisteredPerson
  beforeAll(async () => void (ana = await addRegistrant(product)))

  it('shows what was given, with the contact masked', async () => {
    const record = (await get(ana)) as MyRecord
    expect(record).toMatchObject({
      reference: ana.reference.replaceAll(' ', ''),
      givenNames: 'Graça Alzira',
      sex: 'woman',
      status: 'confirmed',
      version: 1
    })
    expect(record.contact).toMatchObject({ kind: 'email', masked: expect.stringMatching(/^p•••@/) })
    expect(record.consents).toEqual([expect.objectContaining({ purpose: 'core', given: true })])
  })

  it('takes the optional answers on another day, seals words, and gives them back', async () => {
    const details = {
      emergencyContact: { name: 'Tia Amélia', phone: '+258 84 123 4567', relation: 'tia' },
      householdAdults: 2,
      needs: ['passport', 'school'],
      province: 'MZ-G',
      district: 'Chókwè',
      occupation: 'Canalizadora',
      occupationCode: '7126',
      languages: [{ code: 'tso', level: 'native' }],
      offers: ['teach'],
      accessibilityNeeds: 'Letra grande'
    }
    await consent(ana, 'accessibility', true)
    const answer = await patch(ana, 1, { details })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers.etag).toBe('"2"')
    expect(answer.json().details).toEqual(details)
    const [row] = await product.sql<{ text: string }>(
      'select registrant_details::text as text from registrant_details where registrant_id = $1',
      [ana.id]
    )
    expect(row!.text).not.toMatch(/Canalizadora|Amélia|Letra grande|84 123/)
    const taken = await patch(ana, 2, { details: { occupation: null, emergencyContact: null } })
    expect(taken.json().details).not.toHaveProperty('occupation')
    expect(taken.json().details).toMatchObject({ accessibilityNeeds: 'Letra grande', province: 'MZ-G' })
  })

  it('refuses an edit without version, and one of an old version', async () => {
    expect((await product.send('PATCH', '/me', { payload: { city: 'Soweto' }, headers: ana.headers })).statusCode).toBe(
      428
    )
    expect((await patch(ana, 1, { city: 'Soweto' })).json().type).toBe('/problems/version-changed')
  })

  it('keeps the old values sealed, and names fields, never values, in the audit', async () => {
    await patch(ana, 3, { city: 'Tembisa' })
    const versions = await product.sql<{ old_sealed: Buffer }>(
      'select version, old_sealed from versions where record_id = $1 order by version',
      [ana.id]
    )
    expect(versions.map((row) => (row as unknown as { version: number }).version)).toEqual([1, 2, 3])
    expect(Buffer.concat(versions.map((row) => row.old_sealed)).toString('latin1')).not.toMatch(/Joanesburgo|Gra.a/)
    const [entry] = await product.sql(
      `select fields, actor_kind from audit where subject_id = $1 and action = 'registrant.changed' order by id desc limit 1`,
      [ana.id]
    )
    expect(entry).toEqual({ fields: ['city'], actor_kind: 'registrant' })
  })

  it('moves to the post of the new country, and the old post no longer sees it', async () => {
    const person = await addRegistrant(product)
    const joburg = await addStaff(product, 'officer', 'Joanesburgo')
    expect((await product.send('GET', `/registrants/${person.id}`, { headers: joburg.headers })).statusCode).toBe(200)
    const moved = await product.send('POST', '/me/state', {
      payload: { state: 'moved', country: 'PT' },
      headers: person.headers
    })
    expect(moved.json()).toMatchObject({ state: 'moved', country: 'PT', area: null, postName: 'Embaixada em Portugal' })
    expect((await product.send('GET', `/registrants/${person.id}`, { headers: joburg.headers })).statusCode).toBe(404)
  })

  it('who moves within a country that posts divide says the province, and belongs to its post', async () => {
    const person = await addRegistrant(product, { person: { country: 'PT', area: null } })
    const move = async (payload: object) =>
      (
        await product.send('POST', '/me/state', { payload: { state: 'moved', ...payload }, headers: person.headers })
      ).json()
    expect(await move({ country: 'ZA', area: 'ZA-GP' })).toMatchObject({
      area: 'ZA-GP',
      postName: 'Consulado-Geral em Joanesburgo'
    })
    expect((await move({ country: 'ZA' })).postName).not.toBe('Consulado-Geral em Joanesburgo')
  })

  it('gives and withdraws each purpose, with its history; core ends only by erasing', async () => {
    await consent(ana, 'news', true)
    product.clock.forward(1000)
    const after = (await consent(ana, 'news', false)).json<MyRecord>()
    expect(after.consents.find(({ purpose }) => purpose === 'news')).toMatchObject({ given: false })
    expect(after.consentHistory.filter(({ purpose }) => purpose === 'news').map(({ given }) => given)).toEqual([
      true,
      false
    ])
    expect((await consent(ana, 'core', false)).statusCode).toBe(409)
  })

  it('a child’s record takes no news, matching or investment', async () => {
    const child = await addRegistrant(product, {
      forWhom: 'child',
      person: { birthYear: 2016 },
      guardian: { relation: 'mother', givenNames: 'Rosa', surnames: 'Cossa' }
    })
    const answer = await consent(child, 'matching', true)
    expect(answer.json().errors[0].code).toBe('notForChildren')
  })

  it('shows who looked, naming the post and the reason but not the officer', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    await product.send('POST', `/registrants/${ana.id}/reveal`, {
      payload: { reason: 'Documento pronto' },
      headers: officer.headers
    })
    const { items } = (await get(ana, '/me/history')) as {
      items: { action: string; actorName: string; reason: string }[]
    }
    expect(items[0]).toMatchObject({
      action: 'registrant.revealed',
      actorKind: 'staff',
      actorName: 'Consulado-Geral em Joanesburgo',
      reason: 'Documento pronto'
    })
    expect(JSON.stringify(items)).not.toMatch(/Test officer/)
  })

  it('downloads everything as a file', async () => {
    const answer = await product.send('GET', '/me/download', { headers: ana.headers })
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="ponte-\d{10}\.json"$/)
    const copy = answer.json()
    expect(copy).toMatchObject({ record: { id: ana.id }, confirmedBy: 'email', history: expect.any(Array) })
    expect(copy.contact).toEqual({
      kind: 'email',
      value: expect.stringMatching(/^p.+@example\.org$/),
      verifiedAt: expect.any(String)
    })
    expect(copy.earlier[0]).toMatchObject({
      version: 1,
      changedBy: 'registrant',
      values: { givenNames: 'Graça Alzira', city: 'Joanesburgo' }
    })
    expect(copy.history[0]).toMatchObject({ action: 'registrant.downloaded' })
  })

  it('keeps "other" and "not said" apart for the person, and alike for everybody else', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    for (const sex of ['other', 'not-said']) {
      const person = await addRegistrant(product, { person: { sex } })
      expect(((await get(person)) as MyRecord).sex).toBe(sex)
      expect(
        (await product.send('GET', `/registrants/${person.id}`, { headers: officer.headers })).json().sex
      ).toBeNull()
      const [row] = await product.sql('select sex from registrants where id = $1', [person.id])
      expect(row).toEqual({ sex: null })
    }
  })
})

describe('what a hostile reviewer tried', () => {
  it('a year of birth that makes somebody a minor takes the adult’s choices away', async () => {
    const person = await addRegistrant(product)
    const changed = await patch(person, 1, { birthYear: 2009 })
    expect(changed.json().child).toBe(true)
    const offers = await patch(person, 2, { details: { offers: ['teach'], investmentProvince: 'MZ-G' } })
    expect(offers.json().errors.map(({ code }: { code: string }) => code)).toEqual(['notForChildren', 'notForChildren'])
  })

  it('an area of another country does not lead a record to a post', async () => {
    const person = await addRegistrant(product)
    const move = (payload: object) =>
      product.send('POST', '/me/state', { payload: { state: 'moved', ...payload }, headers: person.headers })
    expect((await move({ country: 'PT', area: 'ZA-GP' })).json().errors[0]).toMatchObject({
      pointer: '#/area',
      code: 'unknown'
    })
    expect((await move({ area: 'ZA-GP' })).json().errors[0]).toMatchObject({ pointer: '#/country', code: 'required' })
  })

  it('who registered at another counter stays with it until they move', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const { proof: _proof, ...body } = registrationOf(product, {
      person: { country: 'PT', area: null },
      contact: { value: 'longe@example.org' }
    })
    const { id } = (await product.send('POST', '/registrants', { payload: body, headers: officer.headers })).json<{
      id: string
    }>()
    const change = (payload: object, version: number) =>
      product.send('PATCH', `/registrants/${id}`, {
        payload,
        headers: { ...officer.headers, 'if-match': `"${version}"` }
      })
    expect((await change({ details: { needs: ['passport'] } }, 1)).json().postName).toBe(
      'Consulado-Geral em Joanesburgo'
    )
    expect((await change({ country: 'BR' }, 2)).json().postName).toBe('Embaixada no Brasil')
  })

  it('the length of what is sealed does not tell one answer from the other', async () => {
    const ids = [
      (await addRegistrant(product, { person: { sex: 'other' } })).id,
      (await addRegistrant(product, { person: { sex: 'not-said' } })).id
    ]
    const rows = await product.sql<{ n: number }>(
      'select octet_length(sex_sealed) as n from registrants where id = any($1)',
      [ids]
    )
    expect(rows[0]!.n).toBe(rows[1]!.n)
  })
})

describe('erasing', () => {
  it('takes the record out of use at once, and for good after the stated delay', async () => {
    const person = await addRegistrant(product, { person: { givenNames: 'Apagada', surnames: 'Bila' } })
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const receipt = (
      await product.send('POST', '/me/erase', { payload: { confirm: true }, headers: person.headers })
    ).json()
    expect(receipt).toMatchObject({ receipt: expect.stringMatching(/^A-\d{4}-\d{4}-\d{4}$/) })
    expect(new Date(receipt.goneAt).getTime() - new Date(receipt.erasedAt).getTime()).toBe(30 * 86_400_000)
    product.clock.forward(5000)
    expect((await product.send('GET', '/me', { headers: person.headers })).statusCode).toBe(401)
    expect((await product.send('GET', `/registrants/${person.id}`, { headers: officer.headers })).statusCode).toBe(404)
    const found = await product.send('POST', '/registrants/search', {
      payload: { text: 'Apagada Bila' },
      headers: officer.headers
    })
    expect(found.json().items).toEqual([])

    await runNight(product.worker)
    expect(await product.sql('select id from registrants where id = $1', [person.id])).toHaveLength(1)
    product.clock.forward(31 * 86_400_000)
    expect(await runNight(product.worker)).toMatchObject({ erased: 1 })
    for (const [table, column] of [
      ['registrants', 'id'],
      ['registrant_keys', 'registrant_id'],
      ['contacts', 'registrant_id'],
      ['registrant_details', 'registrant_id'],
      ['consents', 'registrant_id'],
      ['versions', 'record_id']
    ])
      expect(await product.sql(`select from ${table} where ${column} = $1`, [person.id])).toEqual([])
    expect((await product.sql('select done_at from erasures where receipt = $1', [receipt.receipt]))[0]).toEqual({
      done_at: expect.any(Date)
    })
  })
})

describe('signing in by code', () => {
  const request = async (value: string, kind = 'email') =>
    product.send('POST', '/session/code', { payload: { contact: { kind, value } } })
  const register = async (value: string, changes: object = {}) => {
    const created = (
      await product.send('POST', '/registrations', {
        payload: registrationOf(product, { contact: { value }, ...changes })
      })
    ).json()
    const code = /\d{6}/.exec((await product.newestMessage(value))!.text)![0]
    return (
      await product.send('POST', `/registrations/${created.id}/confirm`, { payload: { token: created.token, code } })
    ).json()
  }
  const codeTo = async (value: string) => /\d{6}/.exec((await product.newestMessage(value))!.text)![0]

  it('needs the code and a second fact', async () => {
    await register('entra@example.org')
    const { id } = (await request('Entra@example.org')).json()
    const code = await codeTo('entra@example.org')
    const send = (facts: object) => product.send('POST', '/session/registrant', { payload: { id, code, ...facts } })
    expect((await send({})).statusCode).toBe(400)
    expect((await send({ birthYear: 1999 })).json().type).toBe('/problems/wrong-code')
    const answer = await send({ birthYear: 1988 })
    expect([answer.statusCode, answer.json().kind]).toEqual([200, 'registrant'])
  })

  it('confirms a registration whose page was closed before the code, so that it does not go after a month', async () => {
    const payload = registrationOf(product, { contact: { value: 'fechou@example.org' } })
    const { id: personId } = (await product.send('POST', '/registrations', { payload })).json()
    const { id } = (await request('fechou@example.org')).json()
    const answer = await product.send('POST', '/session/registrant', {
      payload: { id, code: await codeTo('fechou@example.org'), birthYear: 1988 }
    })
    expect(answer.json()).toMatchObject({ kind: 'registrant', id: personId })
    const [row] = await product.sql('select status, confirmed_by from registrants where id = $1', [personId])
    expect(row).toEqual({ status: 'confirmed', confirmed_by: 'email' })
    product.clock.forward(31 * 86_400_000)
    await runNight(product.worker)
    expect(await product.sql('select from registrants where id = $1', [personId])).toHaveLength(1)
  })

  it('asks for the reference where a contact serves several people of one year', async () => {
    await register('familia@example.org')
    const second = await register('familia@example.org', { person: { givenNames: 'Gémea' } })
    const { id } = (await request('familia@example.org')).json()
    const code = await codeTo('familia@example.org')
    expect(
      (await product.send('POST', '/session/registrant', { payload: { id, code, birthYear: 1988 } })).json().type
    ).toBe('/problems/reference-needed')
    const answer = await product.send('POST', '/session/registrant', {
      payload: { id, code, reference: second.reference }
    })
    expect(answer.json()).toMatchObject({ kind: 'registrant', id: second.id })
  })

  it('answers alike for a contact that nobody has, sends nothing there, and opens nothing', async () => {
    await register('existe@example.org')
    const known = await request('existe@example.org')
    const unknown = await request('naoexiste@example.org')
    expect(unknown.statusCode).toBe(known.statusCode)
    expect(Object.keys(unknown.json())).toEqual(Object.keys(known.json()))
    expect(await product.newestMessage('naoexiste@example.org')).toBeUndefined()
  })

  it('no SMS names the person or says that they are registered', async () => {
    await product.send('POST', '/registrations', {
      payload: registrationOf(product, { contact: { kind: 'phone', value: '+27 82 555 0101' } })
    })
    const message = await product.newestMessage('+27825550101')
    expect(message).toMatchObject({ channel: 'sms', text: expect.not.stringMatching(/Graça|Nhantumbo|regist/i) })
    expect(message!.text.length).toBeLessThanOrEqual(160)
  })
})

describe('changing the contact', () => {
  it('needs the code that went to the new one, tells the old one, and moves the sign-in', async () => {
    const person = await addRegistrant(product, { contact: { value: 'antigo@example.org' } })
    const ask = (url: string, payload: object) => product.send('POST', url, { payload, headers: person.headers })
    const contact = { kind: 'email', value: 'Novo@example.org' }
    expect((await ask('/me/contact', { contact })).json()).toMatchObject({ sentTo: 'n•••@example.org' })
    const code = /\d{6}/.exec((await product.newestMessage('novo@example.org'))!.text)![0]
    const other = await ask('/me/contact/confirm', {
      contact: { kind: 'email', value: 'alheio@example.org' },
      code,
      ownership: 'mine'
    })
    expect(other.json().type).toBe('/problems/wrong-code')
    const changed = await ask('/me/contact/confirm', { contact, code, ownership: 'mine' })
    expect(changed.json().contact).toMatchObject({ kind: 'email', masked: 'n•••@example.org' })
    expect((await product.newestMessage('antigo@example.org'))!.text).toMatch(/contacto foi mudado/)
    await product.send('POST', '/session/code', {
      payload: { contact: { kind: 'email', value: 'antigo@example.org' } }
    })
    expect((await product.newestMessage('antigo@example.org'))!.text).not.toMatch(/\d{6}/)
  })
})

it('a registrant’s session is over after two hours', async () => {
  const person = await addRegistrant(product)
  product.clock.forward(2 * 3600_000 + 1000)
  expect((await product.send('GET', '/me', { headers: person.headers })).statusCode).toBe(401)
})
