import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Alert, AlertCall, AlertList, AlertPerson, MyAlert } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, type Person, type RegisteredPerson } from '../../../test/people.ts'
import { addAlert, alertBody } from '../../../test/samples/alerts.ts'
import type { Gateway } from '../../platform/messages/gateway.ts'
import { sendQueuedMessages } from '../../platform/messages/messages.jobs.ts'
import { makeToken } from '../tokens.rules.ts'
import { handOverAlerts } from './alerts.jobs.ts'

let product: TestProduct
let consul: Person
let colleague: Person
let lisbon: Person
let communications: Person
beforeAll(async () => {
  product = await startTestProduct()
  consul = await addStaff(product, 'officer', 'Joanesburgo')
  colleague = await addStaff(product, 'officer', 'Joanesburgo')
  lisbon = await addStaff(product, 'officer', 'Portugal')
  communications = await addStaff(product, 'communications')
})
afterAll(() => product.close())

const get = (person: Person, url: string) => product.send('GET', url, { headers: person.headers })
const post = (person: Person | null, url: string, payload?: object) => {
  product.clock.forward(1000)
  return product.send('POST', url, { ...(payload ? { payload } : {}), ...(person ? { headers: person.headers } : {}) })
}
const propose = async (person: Person, changes: object = {}) => {
  const answer = await post(person, '/alerts', { ...alertBody, ...changes })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json<Alert>()
}
const boardOf = async (id: string) => (await get(consul, `/alerts/${id}`)).json<Alert>().board
const peopleOf = async (person: Person, id: string, list: AlertList) =>
  (await get(person, `/alerts/${id}/people?list=${list}`)).json<{ items: AlertPerson[] }>().items

interface Sent {
  to: string
  subject: string
  text: string
}
/** Everything that waits is handed over and sent; what fails stays failed. */
async function send(refuse: (to: string) => boolean = () => false): Promise<Sent[]> {
  const sent: Sent[] = []
  const take = async (message: Sent) => {
    if (refuse(message.to)) throw new Error('refused')
    // Codes of registrations wait in the same queue.
    if (message.text.includes('?t=')) sent.push(message)
  }
  const gateway: Gateway = { email: take, sms: take }
  while ((await handOverAlerts(product.worker)) > 0);
  await sendQueuedMessages(product.worker, gateway)
  return sent
}
const tokenIn = ({ text }: Sent) => /\?t=([\w-]+)/.exec(text)![1]!

/** People of one made-up town, so that no other test reaches them. */
const inTown = (city: string, value: string, person: object = {}) =>
  addRegistrant(product, { person: { city, ...person }, contact: { value } })

describe('declaring an alert', () => {
  it('takes two people; the one who proposed it is refused', async () => {
    await inTown('Benoni', 'benoni@example.org')
    const { id } = await propose(consul, { city: 'Benoni' })
    expect((await post(consul, `/alerts/${id}/declare`)).statusCode).toBe(409)
    expect(await send()).toEqual([])
    const declared = (await post(colleague, `/alerts/${id}/declare`)).json<Alert>()
    expect(declared).toMatchObject({ state: 'declared', board: { people: 1, silent: 1, waiting: 1 } })
    expect((await post(communications, `/alerts/${id}/declare`)).statusCode).toBe(409)
  })

  it('is refused by the database too when one person would be both', async () => {
    const { id } = await propose(consul, { city: 'Nenhures' })
    const both = product.sql(
      `update alerts set state = 'declared', declared_by = proposed_by, declared_at = now() where id = $1`,
      [id]
    )
    await expect(both).rejects.toThrow()
  })

  it('finds a town whatever the accents and capitals, and nobody of another town or post', async () => {
    const person = await inTown('Tembísa', 'tembisa@example.org')
    await inTown('Soweto', 'soweto@example.org')
    const { id } = await propose(consul, { city: 'TEMBISA ' })
    await post(colleague, `/alerts/${id}/declare`)
    expect((await peopleOf(consul, id, 'silent')).map((row) => row.id)).toEqual([person.id])
    const foreign = await propose(lisbon, { city: 'Tembisa' })
    expect((await post(communications, `/alerts/${foreign.id}/declare`)).statusCode).toBe(409)
  })

  it('says how many it would reach: exactly to the own post, nothing below ten to others', async () => {
    await inTown('Vereeniging', 'vereeniging@example.org')
    const reach = async (person: Person) => (await get(person, '/alerts/reach?country=ZA&city=vereeniging')).json()
    expect(await reach(consul)).toEqual({ people: 1 })
    expect(await reach(lisbon)).toEqual({ people: 0 })
    expect(await reach(communications)).toEqual({ people: null })
  })

  it('has one noise for the same people, however their town is typed', async () => {
    for (let n = 0; n < 13; n++) await inTown('Krugersdorp', `krugersdorp${n}@example.org`)
    const spellings = ['krugersdorp', 'KRUGERSDORP', 'Krugersdörp', ' kruGersdorp', 'Krügersdorp']
    const counts = await Promise.all(
      spellings.map(async (city) =>
        (await get(communications, `/alerts/reach?country=ZA&city=${encodeURIComponent(city)}`)).json<{
          people: number | null
        }>()
      )
    )
    expect(new Set(counts.map(({ people }) => people)).size).toBe(1)
    expect(counts[0]!.people).toEqual(expect.any(Number))
  })

  it('is called off by its own post or by communications, and by no other post', async () => {
    await inTown('Alberton', 'alberton@example.org')
    const { id } = await propose(consul, { city: 'Alberton' })
    expect((await post(lisbon, `/alerts/${id}/drop`)).statusCode).toBe(409)
    await post(colleague, `/alerts/${id}/declare`)
    expect((await post(lisbon, `/alerts/${id}/end`)).statusCode).toBe(409)
    expect((await post(communications, `/alerts/${id}/end`)).statusCode).toBe(200)
  })

  it('shows its own post what is, and everybody else round numbers and each call for help', async () => {
    const town: RegisteredPerson[] = []
    for (let n = 0; n < 13; n++) town.push(await inTown('Randfontein', `randfontein${n}@example.org`))
    const { id } = await propose(consul, { city: 'Randfontein' })
    await post(colleague, `/alerts/${id}/declare`)
    await product.send('PUT', `/me/alerts/${id}/answer`, { payload: { answer: 'help' }, headers: town[0]!.headers })
    await product.send('PUT', `/me/alerts/${id}/answer`, { payload: { answer: 'safe' }, headers: town[1]!.headers })
    const exact = { exact: true, people: 13, help: 1, safe: 1, silent: 11, unreachable: 0 }
    const board = await boardOf(id)
    expect(board).toMatchObject(exact)
    for (const person of [communications, lisbon]) {
      const seen = (await get(person, `/alerts/${id}`)).json<Alert>()
      expect(seen.board).toMatchObject({ exact: false, help: 1, handled: 0, safe: null, unreachable: null })
      expect([10, 15]).toContain(seen.board.people)
      expect([10, 15]).toContain(seen.board.silent)
    }
    expect((await get(communications, `/alerts/${id}`)).json<Alert>().mayCallOff).toBe(true)
    expect((await get(lisbon, `/alerts/${id}`)).json<Alert>().mayCallOff).toBe(false)
  })

  it('sends nothing once it was put aside', async () => {
    await inTown('Springs', 'springs@example.org')
    const { id } = await propose(consul, { city: 'Springs' })
    expect((await post(colleague, `/alerts/${id}/drop`)).json()).toMatchObject({ state: 'dropped' })
    expect((await post(colleague, `/alerts/${id}/declare`)).statusCode).toBe(409)
    expect((await send()).map(({ to }) => to)).not.toContain('springs@example.org')
  })
})

describe('the message', () => {
  it('is one for a family with one contact, names nobody, and its link answers for all of them', async () => {
    const family: RegisteredPerson[] = []
    for (let i = 0; i < 3; i++) family.push(await inTown('Boksburg', 'familia@example.org'))
    const { id } = await propose(consul, { city: 'Boksburg' })
    await post(colleague, `/alerts/${id}/declare`)
    const sent = await send()
    expect(sent).toHaveLength(1)
    expect(sent[0]!.subject).toBe(alertBody.pt.subject)
    expect(JSON.stringify(sent)).not.toContain('Graça')
    const token = tokenIn(sent[0]!)
    expect((await post(null, '/alert-calls', { token })).json()).toMatchObject({
      people: 3,
      answer: null,
      ended: false
    })
    const call = (await post(null, '/alert-calls/answer', { token, answer: 'help' })).json<AlertCall>()
    expect(call).toMatchObject({ answer: 'help', people: 3 })
    expect(await boardOf(id)).toMatchObject({ people: 3, help: 3, handled: 0, silent: 0, waiting: 0 })
    const mine = (await get(family[2]!, '/me/alerts')).json<{ items: MyAlert[] }>().items
    expect(mine).toMatchObject([{ id, answer: 'help' }])
    const copy = (await get(family[2]!, '/me/download')).json<{ sections: { alerts: MyAlert[] } }>()
    expect(copy.sections.alerts).toMatchObject([{ id, answer: 'help' }])
  })

  it('leaves the family on the board when the record of who stood for them is erased for good', async () => {
    const family = [await inTown('Benoni Sul', 'ficam@example.org'), await inTown('Benoni Sul', 'ficam@example.org')]
    const { id } = await propose(consul, { city: 'Benoni Sul' })
    await post(colleague, `/alerts/${id}/declare`)
    await post(null, '/alert-calls/answer', { token: tokenIn((await send())[0]!), answer: 'help' })
    const [{ lead_id: lead }] = (await product.sql<{ lead_id: string }>(
      'select distinct lead_id from alert_people where alert_id = $1',
      [id]
    )) as [{ lead_id: string }]
    // As erasing for good does it, whose foreign key takes the row along.
    await product.sql('delete from alert_people where alert_id = $1 and registrant_id = $2', [id, lead])
    expect(await boardOf(id)).toMatchObject({ people: 1, help: 1 })
    const left = family.map((person) => person.id).filter((one) => one !== lead)
    expect((await peopleOf(consul, id, 'help')).map((row) => row.id)).toEqual(left)
  })

  it('that is refused for good leaves the person on the list of those whom no message reaches', async () => {
    await inTown('Nigel', 'recusa@example.org')
    const { id } = await propose(consul, { city: 'Nigel' })
    await post(colleague, `/alerts/${id}/declare`)
    await send(() => true)
    await product.sql(`update messages set state = 'failed' where kind = 'alert' and state = 'queued'`)
    expect(await boardOf(id)).toMatchObject({ people: 1, unreachable: 1, silent: 0 })
    expect(await peopleOf(consul, id, 'unreachable')).toHaveLength(1)
  })

  it('waits for nobody whose contact cannot be read: they are on the list of those whom no message reaches', async () => {
    const broken = await inTown('Carletonville', 'ilegivel@example.org')
    await inTown('Carletonville', 'legivel@example.org')
    await product.sql(`update contacts set sealed = '\\x01020304' where registrant_id = $1`, [broken.id])
    const { id } = await propose(consul, { city: 'Carletonville' })
    await post(colleague, `/alerts/${id}/declare`)
    expect((await send()).map(({ to }) => to)).toEqual(['legivel@example.org'])
    expect((await boardOf(id)).unreachable).toBe(1)
    await product.sql('delete from contacts where registrant_id = $1', [broken.id])
  })

  it('goes to the others of a family when who stood for them has left', async () => {
    const family = [await inTown('Brakpan', 'resto@example.org'), await inTown('Brakpan', 'resto@example.org')]
    const { id } = await propose(consul, { city: 'Brakpan' })
    await post(colleague, `/alerts/${id}/declare`)
    const [row] = await product.sql<{ lead_id: string }>(
      'select lead_id from alert_people where alert_id = $1 and registrant_id = $2',
      [id, family[0]!.id]
    )
    const lead = row!.lead_id
    await product.sql('delete from contacts where registrant_id = $1', [lead])
    expect(await send()).toHaveLength(1)
    expect(await boardOf(id)).toMatchObject({ people: 2, silent: 1, unreachable: 1 })
    expect((await peopleOf(consul, id, 'unreachable')).map((row) => row.id)).toEqual([lead])
  })

  it('is refused with a token that is not ours', async () => {
    const foreign = makeToken(Buffer.alloc(32, 7), await addAlert(product), consul.id)
    expect((await post(null, '/alert-calls', { token: foreign })).statusCode).toBe(404)
  })
})

describe('somebody whom an alert is about', () => {
  let person: RegisteredPerson
  let id: string
  beforeAll(async () => {
    person = await inTown('Alberton', 'alberton@example.org')
    id = (await propose(consul, { city: 'Alberton' })).id
    await post(colleague, `/alerts/${id}/declare`)
  })
  const answer = (value: string) =>
    product.send('PUT', `/me/alerts/${id}/answer`, { payload: { answer: value }, headers: person.headers })

  it('answers in the own record, changes the answer, and reads who declared it and who looked', async () => {
    expect((await answer('help')).json()).toMatchObject({ answer: 'help' })
    expect(await peopleOf(consul, id, 'help')).toHaveLength(1)
    const handled = await post(colleague, `/alerts/${id}/people/${person.id}/handle`)
    expect(handled.json()).toMatchObject({ handledAt: expect.any(String) })
    expect(await boardOf(id)).toMatchObject({ help: 1, handled: 1 })
    expect((await answer('safe')).json()).toMatchObject({ answer: 'safe' })
    expect(await boardOf(id)).toMatchObject({ safe: 1, help: 0, handled: 0 })
    expect((await post(colleague, `/alerts/${id}/people/${person.id}/handle`)).statusCode).toBe(409)
    const history = (await get(person, '/me/history')).json<{ items: { action: string }[] }>().items
    const actions = history.map((entry) => entry.action)
    for (const action of ['alert.sent', 'alert.answered', 'alert.peopleListed', 'alert.handled'])
      expect(actions).toContain(action)
  })

  it('is seen by name by the post that serves them, and by nobody else', async () => {
    expect(await peopleOf(lisbon, id, 'safe')).toEqual([])
    expect((await post(lisbon, `/alerts/${id}/people/${person.id}/handle`)).statusCode).toBe(404)
    expect((await get(communications, `/alerts/${id}/people?list=safe`)).statusCode).toBe(403)
  })

  it('answers no more once it has ended', async () => {
    await post(consul, `/alerts/${id}/end`)
    expect((await answer('help')).statusCode).toBe(409)
  })

  it('sees no alert that somebody else got', async () => {
    const other = await inTown('Randburg', 'randburg@example.org')
    expect((await get(other, '/me/alerts')).json()).toEqual({ items: [] })
  })
})
