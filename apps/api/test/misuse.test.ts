import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { HistoryEntry, Registration } from '@ponte/schema'
import { runNight } from './nights.ts'
import { startTestProduct, type TestProduct } from './harness.ts'
import { addRegistrant, addStaff, registrationOf, type RegisteredPerson } from './people.ts'

/*
 * What somebody does who means no good: has the phone but not the right to the record, asks for codes in the name of others,
 * reads more people than the work needs, or hides characters in a name.
 */

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

const DAY = 86_400_000
const from = (address: string) => ({ remoteAddress: address })
const askForCode = (value: string, kind: 'email' | 'phone' = 'email', address = '198.51.100.1') =>
  product.send('POST', '/session/code', { payload: { contact: { kind, value } }, ...from(address) })
const codeFor = async (to: string) => /\d{6}/.exec((await product.newestMessage(to))!.text)![0]

describe('who holds the phone but is not the person', () => {
  const email = 'numero.de.outro@example.org'
  let person: RegisteredPerson
  beforeAll(async () => void (person = await addRegistrant(product, { contact: { value: email } })))

  const tryWith = async (fact: { birthYear: number } | { reference: string }, address: string) => {
    const { id } = (await askForCode(email, 'email', address)).json<{ id: string }>()
    return product.send('POST', '/session/registrant', { payload: { id, code: await codeFor(email), ...fact } })
  }

  it('cannot find the year of birth by trying, however many codes they get; the reference still opens', async () => {
    for (let n = 0; n < 10; n++)
      expect((await tryWith({ birthYear: 1950 + n }, `203.0.${n}.7`)).json().type).toBe('/problems/wrong-code')
    expect((await tryWith({ birthYear: 1988 }, '203.0.50.7')).json().type).toBe('/problems/reference-needed')
    expect((await tryWith({ reference: person.reference }, '203.0.51.7')).statusCode).toBe(200)
  })

  it('opens nothing with a registration’s code two minutes after it was used', async () => {
    const registered = await product.send('POST', '/registrations', {
      payload: registrationOf(product, { contact: { value: 'lento@example.org' } })
    })
    const { id, token } = registered.json<Registration>()
    const confirm = async () =>
      product.send('POST', `/registrations/${id}/confirm`, {
        payload: { token, code: await codeFor('lento@example.org') }
      })
    expect((await confirm()).statusCode).toBe(200)
    product.clock.forward(60_000)
    expect((await confirm()).statusCode).toBe(200)
    product.clock.forward(61_000)
    expect((await confirm()).json().type).toBe('/problems/wrong-code')
  })
})

describe('who asks for codes in the name of others', () => {
  it('uses up what their own network may ask for, not what the person may', async () => {
    await addRegistrant(product, { contact: { value: 'alvo@example.org' } })
    for (let n = 0; n < 8; n++) expect((await askForCode('alvo@example.org')).statusCode).toBe(202)
    expect((await askForCode('alvo@example.org')).json().type).toBe('/problems/too-many-codes')
    expect((await askForCode('alvo@example.org', 'email', '192.0.2.77')).statusCode).toBe(202)
  })

  it('uses up no SMS with numbers that nobody has', async () => {
    const { limits } = product.config
    const before = limits.smsPerDay
    limits.smsPerDay = 1
    try {
      for (let n = 0; n < 4; n++)
        expect((await askForCode(`+27 82 555 010${n}`, 'phone', `192.0.${n}.5`)).statusCode).toBe(202)
      const own = registrationOf(product, { contact: { kind: 'phone', value: '+27 82 555 0199' } })
      expect((await product.send('POST', '/registrations', { payload: own })).statusCode).toBe(201)
      // The cap is reached now, for known and unknown numbers alike.
      expect((await askForCode('+27 82 555 0150', 'phone', '192.0.90.5')).json().type).toBe('/problems/too-many-codes')
    } finally {
      limits.smsPerDay = before
    }
  })

  it('leaves no address behind, only pseudonyms of networks', async () => {
    await product.send('POST', '/registrations', {
      payload: registrationOf(product, { contact: { value: 'rasto@example.org' } }),
      ...from('198.51.100.200')
    })
    const rows = await product.sql<{ name: string }>('select name from counters')
    expect(rows.length).toBeGreaterThan(0)
    // Whole parts of an address: random parts of a challenge may begin or end with figures.
    const address = /(?<![\w-])\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-])|example/
    expect('codes 203.0.113.0/24').toMatch(address)
    for (const { name } of rows) expect(name).not.toMatch(address)
    expect([...product.services.addressUses.keys()].join()).not.toMatch(address)
  })
})

describe('who guesses helpers’ codes', () => {
  it('is refused after too many wrong ones, though each refusal undoes its transaction', async () => {
    const guess = (n: number) =>
      product.send('POST', '/registrations', {
        payload: registrationOf(product, { helperCode: `WRNG-${1000 + n}`, proof: undefined }),
        ...from('203.0.113.9')
      })
    for (let n = 0; n < 120; n++) expect((await guess(n)).statusCode).toBe(422)
    const refused = await guess(121)
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('an officer who reads more than the work needs', () => {
  it('is stopped at the day’s number of records and of revealed contacts', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const person = await addRegistrant(product)
    const { limits } = product.config
    const before = { ...limits }
    Object.assign(limits, { recordsPerOfficerPerDay: 2, revealsPerOfficerPerDay: 1 })
    const read = () => product.send('GET', `/registrants/${person.id}`, { headers: officer.headers })
    const reveal = () =>
      product.send('POST', `/registrants/${person.id}/reveal`, {
        payload: { reason: 'Documento pronto' },
        headers: officer.headers
      })
    try {
      expect([(await read()).statusCode, (await read()).statusCode, (await read()).statusCode]).toEqual([200, 200, 429])
      expect([(await reveal()).statusCode, (await reveal()).statusCode]).toEqual([200, 429])
      for (const url of ['/registrants', `/registrants/${person.id}/history`]) {
        const codes = []
        for (let i = 0; i < 3; i++)
          codes.push((await product.send('GET', url, { headers: officer.headers })).statusCode)
        expect(codes).toEqual([200, 200, 429])
      }
    } finally {
      Object.assign(limits, before)
    }
  })

  it('stands with an exported list in the history of everybody who was in it, and of nobody else', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const here = await addRegistrant(product)
    const elsewhere = await addRegistrant(product, { person: { country: 'PT', area: null } })
    await product.send('POST', '/registrants/export', {
      payload: { format: 'csv', reason: 'Convocatória para a reunião' },
      headers: officer.headers
    })
    const exportsOf = async (person: RegisteredPerson) => {
      const answer = await product.send('GET', '/me/history', { headers: person.headers })
      return answer.json<{ items: HistoryEntry[] }>().items.filter(({ action }) => action === 'registrant.exported')
    }
    expect(await exportsOf(here)).toEqual([
      expect.objectContaining({
        actorName: 'Consulado-Geral em Joanesburgo',
        reason: 'Convocatória para a reunião'
      })
    ])
    expect(await exportsOf(elsewhere)).toEqual([])
  })
})

describe('hidden characters and places that are none', () => {
  it('takes invisible characters out of what was typed or pasted', async () => {
    const payload = registrationOf(product, {
      person: { givenNames: 'Gra\u200bça\u00ad', surnames: '\u202eNhantumbo\u202c', city: '\ufeffJoanesburgo' },
      contact: { kind: 'email', value: '\u200einvisivel@example.org' }
    })
    const { id } = (await product.send('POST', '/registrations', { payload })).json<Registration>()
    const [row] = await product.sql('select given_names, surnames, city from registrants where id = $1', [id])
    expect(row).toEqual({ given_names: 'Graça', surnames: 'Nhantumbo', city: 'Joanesburgo' })
    expect(await product.newestMessage('invisivel@example.org')).toBeDefined()
  })

  it.each([
    ['country', 'QQ'],
    ['country', 'ZZ']
  ])('refuses %s %s', async (field, value) => {
    const answer = await product.send('POST', '/registrations', {
      payload: registrationOf(product, { person: { [field]: value, area: null } })
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toContainEqual(expect.objectContaining({ pointer: `#/person/${field}` }))
  })
})

describe('what nobody came back for', () => {
  it('goes: after a month with an unverified contact, after half a year without any', async () => {
    const ids = await Promise.all(
      [{}, { contact: { kind: 'none', value: undefined, ownership: undefined } }].map(async (changes) => {
        const payload = registrationOf(product, { ...changes, person: { surnames: 'Esquecida' } })
        return (await product.send('POST', '/registrations', { payload })).json<Registration>().id
      })
    )
    const kept = async () =>
      (await product.sql<{ id: string }>('select id from registrants where id = any($1)', [ids])).map(({ id }) => id)
    await runNight(product.worker)
    expect((await kept()).sort()).toEqual([...ids].sort())
    product.clock.forward(31 * DAY)
    await runNight(product.worker)
    expect(await kept()).toEqual([ids[1]])
    product.clock.forward(150 * DAY)
    await runNight(product.worker)
    expect(await kept()).toEqual([])
  })
})
