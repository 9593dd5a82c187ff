import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RegistrantRow } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, registrationOf, type Person } from '../../../test/people.ts'

let product: TestProduct
let officer: Person
beforeAll(async () => {
  product = await startTestProduct()
  officer = await addStaff(product, 'officer', 'Joanesburgo')
})
afterAll(() => product.close())

const post = (url: string, payload: object, headers: object = {}) =>
  product.send('POST', url, { payload, headers: { ...officer.headers, ...headers } })
const get = async (url: string) => (await product.send('GET', url, { headers: officer.headers })).json()
const find = async (text: string) =>
  (await post('/registrants/search', { text })).json<{ items: RegistrantRow[] }>().items

describe('finding a person by name', () => {
  beforeAll(async () => {
    for (const [givenNames, surnames] of [
      ['João António', 'Macuácua'],
      ['Xiluva', 'Nhantumbo'],
      ['Quitéria de Jesus', 'Cossa e Silva'],
      ['Tchaka', 'Muchanga'],
      ['Felizarda', 'Uamusse'],
      ['Assane', '']
    ])
      await addRegistrant(product, { person: { givenNames, surnames } })
  })

  it.each([
    ['joao macuacua', 'Macuácua', 'without accents'],
    ['Macuácua João', 'Macuácua', 'in another order'],
    ['joao makuakua', 'Macuácua', 'with K for C'],
    ['Chiluva Nyantumbo', 'Nhantumbo', 'with Ch for X and Ny for Nh'],
    ['kiteria cosa', 'Cossa e Silva', 'with K for Qu and a single S'],
    ['Xaka Muxanga', 'Muchanga', 'with X for Tch and Ch'],
    ['felisarda wamuse', 'Uamusse', 'with S for Z and W for U'],
    ['quiteria de cossa da silva', 'Cossa e Silva', 'with particles of its own'],
    ['joao macuacia', 'Macuácua', 'with a slip in a letter'],
    ['xiluva nhantubo', 'Nhantumbo', 'with a letter missing'],
    ['assane', '', 'by a single name']
  ])('"%s" finds %s, %s', async (asked, surnames) => {
    expect((await find(asked))[0]?.surnames).toBe(surnames)
  })

  it('finds nobody by what is no name, and does not fall over it', async () => {
    for (const asked of ['%%', "' or 1=1", '__', '\\\\', '中文名字', '12345678']) expect(await find(asked)).toEqual([])
  })

  it('finds by reference and by exact contact, and not by a part of one', async () => {
    const person = await addRegistrant(product, { contact: { value: 'achada@example.org' } })
    expect((await find(person.reference)).map(({ id }) => id)).toEqual([person.id])
    const byContact = async (value: string) =>
      (await post('/registrants/search', { contact: { kind: 'email', value } }))
        .json<{ items: RegistrantRow[] }>()
        .items.map(({ id }) => id)
    expect(await byContact('Achada@Example.org')).toEqual([person.id])
    expect(await byContact('chada@example.org')).toEqual([])
  })

  it('writes that somebody searched, never for what', async () => {
    await find('nome muito proprio')
    const [row] = await product.sql<{ text: string }>(
      `select a::text as text from audit a where action = 'registrant.searched' order by id desc limit 1`
    )
    expect(row!.text).toContain('registrant.searched')
    expect(row!.text).not.toContain('proprio')
  })
})

describe('the list', () => {
  it('pages by keyset through everybody once, newest first', async () => {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await get(`/registrants?limit=3${cursor ? `&cursor=${cursor}` : ''}`)) as {
        items: RegistrantRow[]
        next: string | null
      }
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    const { count } = (await get('/registrants/count')) as { count: number }
    expect([seen.length, new Set(seen).size]).toEqual([count, count])
  })

  it('narrows down by its filters', async () => {
    await addRegistrant(product, { person: { birthYear: 1961, sex: 'man' }, campaignCode: 'radio-jhb' })
    const count = async (query: string) => ((await get(`/registrants/count?${query}`)) as { count: number }).count
    expect(await count('bornTo=1961')).toBe(1)
    expect(await count('campaignCode=RADIO-JHB')).toBe(1)
    expect(await count('campaignCode=radio-jhb&sex=woman')).toBe(0)
    expect(await count('registeredFrom=2026-11-23&registeredTo=2026-11-23')).toBeGreaterThan(5)
    expect(await count('registeredTo=2026-11-22')).toBe(0)
  })

  it('refuses a cursor that it did not make', async () => {
    expect((await product.send('GET', '/registrants?cursor=abc', { headers: officer.headers })).statusCode).toBe(400)
  })
})

describe('the counter', () => {
  const entry = (changes: Parameters<typeof registrationOf>[1] = {}) => {
    const { proof: _proof, ...body } = registrationOf(product, changes)
    return body
  }

  it('registers with the officer as actor and the person’s own consent, confirmed at once', async () => {
    const answer = await post(
      '/registrants',
      entry({
        contact: { kind: 'none', value: undefined, ownership: undefined },
        person: { country: 'SZ', area: null }
      })
    )
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({
      status: 'confirmed',
      confirmedBy: 'officer',
      origin: 'assisted',
      postName: 'Consulado-Geral em Joanesburgo'
    })
    const [row] = await product.sql('select actor_kind, actor_id, channel from consents where registrant_id = $1', [
      answer.json().id
    ])
    expect(row).toEqual({ actor_kind: 'staff', actor_id: officer.id, channel: 'counter' })
  })

  it('the same Idempotency-Key makes one person', async () => {
    const payload = entry({ person: { givenNames: 'Repetida' } })
    const first = await post('/registrants', payload, { 'idempotency-key': 'counter-key-1' })
    const second = await post('/registrants', payload, { 'idempotency-key': 'counter-key-1' })
    expect(second.json().id).toBe(first.json().id)
  })

  it('vouches for somebody who came without a contact', async () => {
    const pending = (
      await product.send('POST', '/registrations', {
        payload: registrationOf(product, { contact: { kind: 'none', value: undefined, ownership: undefined } })
      })
    ).json()
    const vouched = await post(`/registrants/${pending.id}/vouch`, { reason: 'Mostrou o passaporte' })
    expect(vouched.json()).toMatchObject({ status: 'confirmed', confirmedBy: 'officer' })
    expect((await post(`/registrants/${pending.id}/vouch`, { reason: 'Outra vez' })).statusCode).toBe(409)
  })

  it('reveals a contact only with a reason, and the list never holds one', async () => {
    const person = await addRegistrant(product, { contact: { value: 'revelada@example.org' } })
    expect((await post(`/registrants/${person.id}/reveal`, { reason: 'x' })).statusCode).toBe(400)
    const revealed = await post(`/registrants/${person.id}/reveal`, { reason: 'Passaporte pronto' })
    expect(revealed.json()).toEqual({
      contact: { kind: 'email', value: 'revelada@example.org' },
      emergencyContact: null,
      accessibilityNeeds: null
    })
    expect(JSON.stringify(await get('/registrants?limit=100'))).not.toContain('revelada@')
    expect(JSON.stringify(await get(`/registrants/${person.id}`))).not.toContain('revelada@')
    const history = (await get(`/registrants/${person.id}/history`)) as {
      items: { action: string; actorName: string }[]
    }
    expect(history.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['registrant.revealed', 'registrant.read'])
    )
  })

  it('changes a record against its version; a move to another post takes it out of sight', async () => {
    const person = await addRegistrant(product)
    const change = (payload: object, version: number) =>
      product.send('PATCH', `/registrants/${person.id}`, {
        payload,
        headers: { ...officer.headers, 'if-match': `"${version}"` }
      })
    expect((await change({ city: 'Alexandra' }, 1)).json()).toMatchObject({ city: 'Alexandra', version: 2 })
    expect((await change({ city: 'Outra' }, 1)).statusCode).toBe(412)
    const moved = await change({ country: 'BR', city: 'Fortaleza' }, 2)
    expect([moved.statusCode, moved.json().postName]).toEqual([200, 'Embaixada no Brasil'])
    expect((await product.send('GET', `/registrants/${person.id}`, { headers: officer.headers })).statusCode).toBe(404)
  })
})

describe('the export', () => {
  it('holds the own post only, no contact, no formula, and leaves its reason in the audit', async () => {
    await addRegistrant(product, { person: { givenNames: '=HYPERLINK("http://x")', surnames: 'Formula' } })
    await addRegistrant(product, { person: { givenNames: 'Longe', surnames: 'Daqui', country: 'PT', area: null } })
    const answer = await post('/registrants/export', { format: 'csv', reason: 'Lista para a reunião' })
    expect(answer.headers['content-disposition']).toMatch(/ponte-pessoas-2026-11-23\.csv/)
    expect(answer.body).toContain('Formula')
    expect(answer.body).not.toMatch(/Daqui|example\.org/)
    expect(answer.body).not.toMatch(/(^|,|")=HYPER/m)
    const { count } = (await get('/registrants/count')) as { count: number }
    expect(answer.body.trim().split('\r\n').length).toBe(count + 1)
    const [row] = await product.sql(
      `select b.reason, e.count, (select sum(cardinality(l.subject_ids))::int from audit_lists l where l.audit_id = b.id) as noted
       from audit b, audit e where b.action = 'registrant.exported' and e.action = 'registrant.exportEnded' order by b.id desc, e.id desc limit 1`
    )
    expect(row).toEqual({ count, noted: count, reason: expect.stringMatching(/^sealed:/) })
    expect(
      (await post('/registrants/export', { format: 'xlsx', reason: 'Lista para a reunião' })).rawPayload
        .subarray(0, 2)
        .toString()
    ).toBe('PK')
  })
})
