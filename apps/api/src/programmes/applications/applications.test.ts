import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Application, Candidate, MyOpportunities, Opportunity } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, officerActor, type Person } from '../../../test/people.ts'
import {
  addApplication,
  addNurse,
  addOffer,
  addOpportunity,
  opportunityBody
} from '../../../test/samples/programmes.ts'
import { runNight } from '../../../test/nights.ts'
import { transaction } from '../../services.ts'
import { askForOutcomes } from '../outcomes/outcomes.jobs.ts'
import { findApplication } from './applications.queries.ts'

let product: TestProduct
let officer: Person
beforeAll(async () => {
  product = await startTestProduct()
  officer = await addStaff(product, 'programmes')
}, 60_000)
afterAll(() => product.close())

const DAY = 86_400_000
const get = (person: Person, url: string) => product.send('GET', url, { headers: person.headers })
const post = (person: Person, url: string, payload?: object, headers = {}) => {
  product.clock.forward(1000)
  return product.send('POST', url, { ...(payload ? { payload } : {}), headers: { ...person.headers, ...headers } })
}
const skill = () => `skill-${Math.random().toString(36).slice(2)}`
const candidates = async (id: string) =>
  (await get(officer, `/opportunities/${id}/candidates`)).json<{ items: Candidate[] }>().items
const applicants = async (id: string) =>
  (await get(officer, `/opportunities/${id}/applications`)).json<{ items: Application[] }>().items
const mine = async (person: Person, id: string) =>
  (await get(person, '/me/opportunities')).json<MyOpportunities>().items.find((one) => one.opportunity.id === id)!
const answer = (id: string, body: object) => post(officer, `/applications/${id}/answer`, body)
const shortlist = (id: string) => answer(id, { state: 'shortlisted', reason: 'Experiência no hospital' })

/** An opportunity that only the people of one test fit, and some of them. */
async function scene(people: number, changes: object = {}) {
  const own = skill()
  const id = await addOpportunity(product, 'open', { skills: [own], ...changes })
  const registered = []
  for (let n = 0; n < people; n++) {
    const person = await addRegistrant(product)
    await addOffer(product, person, { skills: [own] })
    registered.push(person)
  }
  return { id, people: registered }
}

describe('an opportunity', () => {
  it('is a draft that nobody outside sees until it is opened', async () => {
    const made = (await post(officer, '/opportunities', opportunityBody)).json<Opportunity>()
    expect(made).toMatchObject({ state: 'draft', invitationsLeft: 10 })
    expect((await product.send('GET', `/public/opportunities/${made.id}`)).statusCode).toBe(404)
    expect((await post(officer, `/opportunities/${made.id}/state`, { state: 'open' })).statusCode).toBe(200)
    const seen = await product.send('GET', '/public/opportunities?kind=skills')
    expect(seen.headers['cache-control']).toContain('public')
    expect(seen.json<{ items: { id: string }[] }>().items.map(({ id }) => id)).toContain(made.id)
    expect(seen.body).not.toContain(officer.id)
  })

  it('says what is missing, and is changed only from its newest version', async () => {
    const bad = await post(officer, '/opportunities', { ...opportunityBody, skills: [] })
    expect(bad.json().errors[0].pointer).toBe('#/skills')
    const made = (await post(officer, '/opportunities', opportunityBody)).json<Opportunity>()
    const { kind: _kind, ...changes } = opportunityBody
    const put = (version: number) =>
      product.send('PUT', `/opportunities/${made.id}`, {
        payload: { ...changes, places: 3 },
        headers: { ...officer.headers, 'if-match': `"${version}"` }
      })
    expect((await put(1)).json()).toMatchObject({ places: 3, version: 2 })
    expect((await put(1)).statusCode).toBe(412)
  })
})

describe('a candidate', () => {
  it('is a number with codes: no name, contact, city, age or sex stands in any byte', async () => {
    const own = skill()
    const id = await addOpportunity(product, 'open', { skills: [own] })
    const person = await addRegistrant(product, {
      person: { givenNames: 'Zulmira', surnames: 'Xirinda', city: 'Tembisa', birthYear: 1961 },
      contact: { value: 'zulmira@example.org' }
    })
    await addOffer(product, person, { skills: [own] })
    const answered = await get(officer, `/opportunities/${id}/candidates`)
    expect(answered.json<{ items: Candidate[] }>().items).toMatchObject([{ country: null, skills: [own] }])
    for (const word of ['Zulmira', 'Xirinda', 'Tembisa', '1961', 'woman', 'example.org', person.id, 'ZA'])
      expect(answered.body).not.toContain(word)
  })

  it('has another number in another opportunity', async () => {
    const own = skill()
    const first = await addOpportunity(product, 'open', { skills: [own] })
    const second = await addOpportunity(product, 'open', { skills: [own] })
    await addOffer(product, await addRegistrant(product), { skills: [own] })
    expect((await candidates(first))[0]!.number).not.toBe((await candidates(second))[0]!.number)
  })

  it('shows the country once ten people of it agreed', async () => {
    const { id } = await scene(2)
    for (let n = 0; n < 9; n++) await addNurse(product)
    expect((await candidates(id))[0]!.country).toBe('ZA')
  })

  it('is nobody who did not agree, withdrew, is a child or was erased', async () => {
    const { id, people } = await scene(4)
    expect(await candidates(id)).toHaveLength(4)
    await addOffer(product, people[0]!, {
      skills: [(await mine(people[0]!, id)).opportunity.skills[0]!],
      agrees: false
    })
    expect(await candidates(id)).toHaveLength(3)
    await product.sql('update registrants set child = true where id = $1', [people[1]!.id])
    await post(people[2]!, '/me/erase', { confirm: true })
    expect(await candidates(id)).toHaveLength(1)
  })

  it('is asked once, says yes, and only then has a name', async () => {
    const { id, people } = await scene(1)
    const [{ number }] = (await candidates(id)) as [Candidate]
    expect((await post(officer, `/opportunities/${id}/invitations`, { number })).statusCode).toBe(201)
    expect(await candidates(id)).toEqual([])
    expect((await post(officer, `/opportunities/${id}/invitations`, { number })).statusCode).toBe(404)
    expect(await applicants(id)).toMatchObject([{ number, name: null, country: null, state: 'invited' }])
    const invited = (await mine(people[0]!, id)).application!
    expect((await post(officer, `/applications/${invited.id}/messages`, { text: 'Olá' })).statusCode).toBe(404)
    expect((await post(people[0]!, `/me/applications/${invited.id}/answer`, { yes: true })).statusCode).toBe(200)
    expect(await applicants(id)).toMatchObject([{ name: 'Graça Alzira Nhantumbo', state: 'interested' }])
    const history = (await get(people[0]!, '/me/history')).json<{ items: { action: string }[] }>()
    expect(history.items.map(({ action }) => action)).toContain('applications.read')
  })

  it('who says no stays unknown and is not asked again', async () => {
    const { id, people } = await scene(1)
    const [{ number }] = (await candidates(id)) as [Candidate]
    await post(officer, `/opportunities/${id}/invitations`, { number })
    const { id: own } = (await mine(people[0]!, id)).application!
    expect((await post(people[0]!, `/me/applications/${own}/answer`, { yes: false })).json()).toMatchObject({
      state: 'refused'
    })
    expect(await candidates(id)).toEqual([])
    expect(await applicants(id)).toMatchObject([{ name: null, state: 'refused' }])
  })
})

describe('a registrant', () => {
  it('sees what fits first and why, offers themselves, and is read by no other role', async () => {
    const person = await addNurse(product)
    const good = await addOpportunity(product)
    const poor = await addOpportunity(product, 'open', { skills: ['law'], availability: 'hours' })
    const { items } = (await get(person, '/me/opportunities')).json<MyOpportunities>()
    const order = items.map(({ opportunity }) => opportunity.id)
    expect(order.indexOf(good)).toBeLessThan(order.indexOf(poor))
    expect(items.find(({ opportunity }) => opportunity.id === good)!.match!.parts[0]).toMatchObject({
      part: 'skills',
      met: ['nursing'],
      unmet: ['teaching']
    })
    const made = await post(person, `/me/opportunities/${good}/interest`, { message: 'Posso ir em Fevereiro' })
    expect(made.statusCode).toBe(201)
    expect((await post(person, `/me/opportunities/${good}/interest`, { message: '' })).statusCode).toBe(409)
    const [seen] = await applicants(good)
    expect(seen!.messages.map(({ text }) => text)).toEqual(['Posso ir em Fevereiro'])
    expect((await get(person, '/me/download')).body).toContain('Posso ir em Fevereiro')
    expect(JSON.stringify(await product.sql('select * from application_messages'))).not.toContain('Fevereiro')
    const consul = await addStaff(product, 'officer', 'Joanesburgo')
    expect((await get(consul, `/opportunities/${good}/applications`)).statusCode).toBe(403)
    const { id } = made.json<{ id: string }>()
    expect(await transaction(product.services, officerActor(consul), (db) => findApplication(db, id))).toBeNull()
  })

  it('offers nothing without the consent for it', async () => {
    const person = await addRegistrant(product)
    const id = await addOpportunity(product)
    expect((await get(person, '/me/opportunities')).json<MyOpportunities>().consents.matching).toBe(false)
    expect((await post(person, `/me/opportunities/${id}/interest`, { message: '' })).statusCode).toBe(409)
  })

  it('who takes the consent back is not listed any more', async () => {
    const { id, people } = await scene(1)
    await addApplication(product, 'interested', { opportunityId: id, person: people[0]! })
    expect(await applicants(id)).toHaveLength(1)
    await addOffer(product, people[0]!, { agrees: false })
    expect(await applicants(id)).toEqual([])
  })
})

describe('the selection', () => {
  it('answers everybody before it is filled, and keeps the order of the waiting list', async () => {
    const { id, people } = await scene(3)
    const [a, b, c] = await Promise.all(
      people.map((person) => addApplication(product, 'interested', { opportunityId: id, person }))
    )
    expect((await answer(a!, { state: 'placed', startsOn: '2027-02-01' })).statusCode).toBe(409)
    for (const one of [a!, b!, c!]) await shortlist(one)
    await answer(a!, { state: 'placed', startsOn: '2027-02-01' })
    expect((await answer(b!, { state: 'placed', startsOn: '2027-02-01' })).json().detail).toMatch(/no place left/)
    await answer(b!, { state: 'waiting' })
    await post(officer, `/opportunities/${id}/state`, { state: 'closed' })
    expect((await post(officer, `/opportunities/${id}/state`, { state: 'filled' })).statusCode).toBe(409)
    expect((await answer(c!, { state: 'waiting' })).json()).toMatchObject({ waitingPlace: 2 })
    expect((await mine(people[2]!, id)).application).toMatchObject({ state: 'waiting', waitingPlace: 2 })
    await post(people[0]!, `/me/applications/${a}/withdraw`)
    expect((await answer(c!, { state: 'placed', startsOn: '2027-03-01' })).statusCode).toBe(409)
    expect((await answer(b!, { state: 'placed', startsOn: '2027-03-01' })).json()).toMatchObject({ state: 'placed' })
    expect((await mine(people[2]!, id)).application).toMatchObject({ waitingPlace: 1 })
    expect((await post(officer, `/opportunities/${id}/state`, { state: 'filled' })).statusCode).toBe(200)
  })

  it('is not held up by somebody who took the consent back: neither being filled, nor the waiting list', async () => {
    const { id, people } = await scene(3)
    const ids: string[] = []
    for (const person of people) ids.push(await addApplication(product, 'interested', { opportunityId: id, person }))
    const [first, second] = ids as [string, string, string]
    for (const one of [first, second]) await shortlist(one)
    for (const one of [first, second]) await answer(one, { state: 'waiting' })
    await addOffer(product, people[0]!, { agrees: false })
    await addOffer(product, people[2]!, { agrees: false })
    const seen = (await get(officer, `/opportunities/${id}`)).json<Opportunity>()
    expect(seen.counts).toMatchObject({ waiting: 1, interested: 0 })
    expect((await mine(people[1]!, id)).application).toMatchObject({ waitingPlace: 1 })
    expect((await answer(second, { state: 'placed', startsOn: '2027-02-01' })).statusCode).toBe(200)
    await post(officer, `/opportunities/${id}/state`, { state: 'closed' })
    expect((await post(officer, `/opportunities/${id}/state`, { state: 'filled' })).statusCode).toBe(200)
  })

  it('is exported with those who said yes only, and each reads of it', async () => {
    const { id, people } = await scene(2)
    await addApplication(product, 'interested', { opportunityId: id, person: people[0]! })
    await addApplication(product, 'refused', { opportunityId: id, person: people[1]! })
    const file = await post(officer, `/opportunities/${id}/export`, { reason: 'Reunião', language: 'pt' })
    expect(file.headers['content-type']).toContain('spreadsheet')
    const actions = async (person: Person) =>
      (await get(person, '/me/history')).json<{ items: { action: string }[] }>().items.map(({ action }) => action)
    expect(await actions(people[0]!)).toContain('applications.exported')
    expect(await actions(people[1]!)).not.toContain('applications.exported')
  })

  it('ends for who is erased, with all that was written', async () => {
    const { id, people } = await scene(1)
    const application = await addApplication(product, 'interested', { opportunityId: id, person: people[0]! })
    await post(officer, `/applications/${application}/messages`, { text: 'Quando pode vir?' })
    await post(people[0]!, '/me/erase', { confirm: true })
    expect(await applicants(id)).toEqual([])
    product.clock.forward((product.config.erasureDelayDays + 1) * DAY)
    await runNight(product.worker)
    expect(await product.sql('select from applications where id = $1', [application])).toEqual([])
    expect(await product.sql('select from application_messages where application_id = $1', [application])).toEqual([])
  })
})

// The clock runs far ahead, past every session, so this comes last.
it('asks once how a placement went after half a year', async () => {
  const person = await addNurse(product, { contact: { value: 'lugar@example.org' } })
  const application = await addApplication(product, 'placed', { person })
  await askForOutcomes(product.worker)
  expect((await product.newestMessage('lugar@example.org'))?.text).not.toMatch(/pergunta curta/)
  product.clock.forward(300 * DAY)
  expect(await askForOutcomes(product.worker)).toBeGreaterThan(0)
  expect((await product.newestMessage('lugar@example.org'))!.text).toMatch(/pergunta curta/)
  expect(await askForOutcomes(product.worker)).toBe(0)
  const [due] = await product.sql(
    'select reminded_at is null as open from outcomes where application_id = $1 and months = 6',
    [application]
  )
  expect(due).toEqual({ open: false })
})
