import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { MyQuestion, Question, QuestionRow } from '@ponte/schema'
import { logLines, startTestProduct, type TestProduct } from '../../../test/harness.ts'
import {
  addRegistrant,
  addStaff,
  officerActor,
  tokenFor,
  type Person,
  type RegisteredPerson
} from '../../../test/people.ts'
import { addQuestion, questionBody } from '../../../test/samples/questions.ts'
import { runNight } from '../../../test/nights.ts'
import { transaction } from '../../services.ts'
import { findQuestion, listQuestions } from './questions.queries.ts'

let product: TestProduct
let consul: Person
let lisbon: Person
let communications: Person
let graca: RegisteredPerson
beforeAll(async () => {
  product = await startTestProduct()
  consul = await addStaff(product, 'officer', 'Joanesburgo')
  lisbon = await addStaff(product, 'officer', 'Portugal')
  communications = await addStaff(product, 'communications')
  graca = await addRegistrant(product)
})
afterAll(() => product.close())

const DAY = 86_400_000
const get = (person: Person, url: string) => product.send('GET', url, { headers: person.headers })
/** Each a second after the one before, so that the newest is the newest. */
const post = (person: Person, url: string, payload?: object, headers: Record<string, string> = {}) => {
  product.clock.forward(1000)
  return product.send('POST', url, { ...(payload ? { payload } : {}), headers: { ...person.headers, ...headers } })
}
const ask = async (person: Person, changes: object = {}) => {
  const answer = await post(person, '/me/questions', { ...questionBody, ...changes })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json<{ id: string }>().id
}
const inbox = async (person: Person, show = 'open') =>
  (await get(person, `/questions?show=${show}`)).json<{ items: QuestionRow[] }>().items
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

describe('a registrant', () => {
  it('asks, reads the answer in the own record, adds to it, and sees who read it', async () => {
    const person = await addRegistrant(product, { contact: { value: 'pergunta@example.org' } })
    const id = await ask(person)
    expect((await post(consul, `/questions/${id}/replies`, { text: 'Traga o antigo.' })).statusCode).toBe(201)
    expect((await post(person, `/me/questions/${id}/replies`, { text: 'E a fotografia?' })).statusCode).toBe(201)
    const mine = (await get(person, `/me/questions/${id}`)).json<MyQuestion>()
    expect(mine.messages.map(({ from, author, text }) => [from, author, text])).toEqual([
      ['registrant', null, questionBody.text],
      ['staff', null, 'Traga o antigo.'],
      ['registrant', null, 'E a fotografia?']
    ])
    const copy = (await get(person, '/me/download')).json<{ sections: { questions: MyQuestion[] } }>()
    expect(copy.sections.questions[0]!.messages.map(({ text }) => text)).toContain('Traga o antigo.')
    await get(consul, `/questions/${id}`)
    const history = (await get(person, '/me/history')).json<{ items: { action: string }[] }>()
    expect(history.items[0]!.action).toBe('question.read')
  })

  it('is told that there is an answer, and the message says nothing of it', async () => {
    const person = await addRegistrant(product, { contact: { value: 'aviso@example.org' } })
    const id = await ask(person)
    await post(consul, `/questions/${id}/replies`, { text: 'Palavra secreta' })
    const message = await product.newestMessage('aviso@example.org')
    expect(message!.text).toContain('Entre com um código')
    expect(message!.text).not.toMatch(/secreta|passaporte/)
    expect(JSON.stringify(logLines())).not.toMatch(/Palavra secreta|Renovar o passaporte/)
  })

  it('asks once, however often the same request comes', async () => {
    const person = await addRegistrant(product)
    const key = { 'idempotency-key': 'the-same-question' }
    const answers = [
      await post(person, '/me/questions', questionBody, key),
      await post(person, '/me/questions', questionBody, key)
    ]
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect((await get(person, '/me/questions')).json<{ items: unknown[] }>().items).toHaveLength(1)
  })

  it('withdraws a question: staff find it no more, and it takes no answer', async () => {
    const id = await ask(graca)
    expect((await post(graca, `/me/questions/${id}/withdraw`)).json()).toMatchObject({ state: 'withdrawn' })
    expect((await get(consul, `/questions/${id}`)).statusCode).toBe(404)
    expect((await post(graca, `/me/questions/${id}/replies`, { text: 'Ainda' })).statusCode).toBe(409)
    const seen = await transaction(product.services, officerActor(consul), (db) => findQuestion(db, undefined, id))
    expect(seen).toBeNull()
  })

  it('sees no question of another person', async () => {
    const id = await ask(graca)
    const other = await addRegistrant(product)
    for (const answer of [
      await get(other, `/me/questions/${id}`),
      await post(other, `/me/questions/${id}/replies`, { text: 'x' }),
      await post(other, `/me/questions/${id}/withdraw`)
    ])
      expect(answer.statusCode).toBe(404)
  })

  it('who is a child asks nothing', async () => {
    const person = await addRegistrant(product)
    await product.sql(`update registrants set child = true where id = $1`, [person.id])
    expect((await post(person, '/me/questions', questionBody)).statusCode).toBe(409)
  })

  it('says something: a text of spaces is refused', async () => {
    const answer = await post(graca, '/me/questions', { ...questionBody, text: '   ' })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('#/text')
  })
})

describe('staff', () => {
  it('of a post see the questions of the post’s people with names, and no other post does', async () => {
    const id = await ask(graca)
    expect((await inbox(consul)).find((row) => row.id === id)).toMatchObject({
      registrant: { id: graca.id, name: 'Graça Alzira Nhantumbo' },
      country: 'ZA'
    })
    expect(await inbox(lisbon)).toEqual([])
    expect((await get(lisbon, `/questions/${id}`)).statusCode).toBe(404)
    const actor = officerActor(lisbon)
    const seen = await transaction(product.services, actor, (db) =>
      listQuestions(db, { actor, scope: undefined, show: 'open' }, null, 100)
    )
    expect(seen).toEqual([])
  })

  it('of the institute see what is addressed to it, without names, and no post sees it', async () => {
    const id = await ask(graca, { addressee: 'institute' })
    expect(idsOf(await inbox(consul))).not.toContain(id)
    expect((await get(consul, `/questions/${id}`)).statusCode).toBe(404)
    const question = await get(communications, `/questions/${id}`)
    expect(question.json<Question>()).toMatchObject({ registrant: null, country: 'ZA', subject: questionBody.subject })
    expect(question.body).not.toMatch(/Nhantumbo|Alzira/)
    expect((await post(communications, `/questions/${id}/replies`, { text: 'Veja a página.' })).statusCode).toBe(201)
  })

  it('take a question on, close it with how it ended, and open it again', async () => {
    const id = await ask(graca)
    expect((await post(consul, `/questions/${id}/assign`)).json()).toMatchObject({ mine: true })
    expect(idsOf(await inbox(consul, 'mine'))).toContain(id)
    const closed = await post(consul, `/questions/${id}/close`, { outcome: 'referred' })
    expect(closed.json()).toMatchObject({ state: 'closed', outcome: 'referred' })
    expect((await post(consul, `/questions/${id}/replies`, { text: 'x' })).statusCode).toBe(409)
    expect(idsOf(await inbox(consul, 'closed'))[0]).toBe(id)
    expect((await post(consul, `/questions/${id}/reopen`)).json()).toMatchObject({ state: 'open', outcome: null })
  })

  it('page through what waits, oldest first', async () => {
    const seen: QuestionRow[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: { items: QuestionRow[]; next: string | null } = (
        await get(consul, `/questions?limit=2${next && `&cursor=${next}`}`)
      ).json()
      seen.push(...page.items)
      next = page.next
    }
    const times = seen.map(({ createdAt }) => createdAt)
    expect(seen.length).toBeGreaterThan(3)
    expect(times).toEqual([...times].sort())
    expect(new Set(idsOf(seen)).size).toBe(seen.length)
  })

  it('see how long a first answer took once five were given', async () => {
    const person = await addRegistrant(product, { person: { country: 'PT', area: null, city: 'Almada' } })
    const answered = async (hours: number) => {
      const id = await addQuestion(product, person.id)
      const ago = new Date(product.clock.at.getTime() - hours * 3_600_000)
      await product.sql('update questions set created_at = $1 where id = $2', [ago, id])
      await post(lisbon, `/questions/${id}/replies`, { text: 'Sim.' })
    }
    for (const hours of [1, 2, 3, 4]) await answered(hours)
    expect((await get(lisbon, '/questions/figures')).json()).toEqual({ open: 4, medianHours: null })
    await answered(50)
    expect((await get(lisbon, '/questions/figures')).json()).toEqual({ open: 5, medianHours: 3 })
  })
})

describe('what was written', () => {
  it('stands nowhere in clear', async () => {
    await ask(await addRegistrant(product), { subject: 'Xitolo', text: 'Mavalane' })
    for (const table of ['questions', 'question_messages', 'audit', 'domain_events']) {
      const rows = await product.sql(`select * from ${table}`)
      expect(JSON.stringify(rows)).not.toMatch(/Xitolo|Mavalane/)
    }
  })

  it('is gone for everybody when the person is erased, at once and for good', async () => {
    const person = await addRegistrant(product)
    const own = [await ask(person), await ask(person, { addressee: 'institute' })]
    expect((await post(person, '/me/erase', { confirm: true })).statusCode).toBe(200)
    expect((await get(consul, `/questions/${own[0]}`)).statusCode).toBe(404)
    expect((await get(communications, `/questions/${own[1]}`)).statusCode).toBe(404)
    expect(idsOf(await inbox(communications))).not.toContain(own[1])
    product.clock.forward((product.config.erasureDelayDays + 1) * DAY)
    await runNight(product.worker)
    expect(await product.sql('select from questions where registrant_id = $1', [person.id])).toEqual([])
    expect(await product.sql('select from question_messages where question_id = any($1)', [own])).toEqual([])
    expect(await product.sql('select from registrant_keys where registrant_id = $1', [person.id])).toEqual([])
  })
})

// Sessions are over after a day, so this comes last.
it('a registrant asks five a day and no more, and again the next day', async () => {
  const person = await addRegistrant(product)
  for (let n = 0; n < 5; n++) await ask(person)
  expect((await post(person, '/me/questions', questionBody)).statusCode).toBe(429)
  product.clock.forward(DAY)
  const token = await tokenFor(product, 'registrant', person.id)
  await ask({ ...person, headers: { authorization: `Bearer ${token}` } })
})
