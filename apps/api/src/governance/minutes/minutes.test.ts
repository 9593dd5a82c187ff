import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Meeting, Minutes } from '@ponte/schema'
import { strFromU8, unzipSync } from 'fflate'
import { addDecision, addMeetingWithQuorum, addPaper, beginMinutes, secretaryOf } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import type { Person } from '../../../test/people.ts'
import { blocksOf } from './minutes.letter.ts'

let product: TestProduct
let secretary: Person
beforeAll(async () => {
  product = await startTestProduct()
  secretary = await secretaryOf(product)
})
afterAll(() => product.close())

const send = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, payload?: object, version?: number) =>
  product.send(method, url, {
    headers: { ...secretary.headers, ...(version ? { 'if-match': `"${version}"` } : {}) },
    ...(payload ? { payload } : {})
  })
const write = ({ id, version, parts }: Minutes, text: string) =>
  send(
    'PATCH',
    `/minutes/${id}`,
    { opening: 'Abriu às 9 horas.', parts: parts.map(({ itemId }) => ({ itemId, text })), closing: '' },
    version
  )
const approve = ({ id, version }: Minutes) =>
  send('POST', `/minutes/${id}/approve`, { approvedIn: 'na própria reunião' }, version)

/** A meeting that took place, with written and approved minutes. */
async function addApproved() {
  const meeting = await addMeetingWithQuorum(product)
  await send('POST', `/meetings/${meeting.id}/hold`, {})
  const decision = await addDecision(product, meeting)
  const paper = await addPaper(product, meeting)
  const written = (await write(await beginMinutes(product, meeting), 'Ouviu-se o relatório.')).json<Minutes>()
  return { meeting, decision, paper, minutes: (await approve(written)).json<Minutes>() }
}

describe('minutes', () => {
  it('begin with the agenda, one draft at a time', async () => {
    const meeting = await addMeetingWithQuorum(product)
    const draft = await beginMinutes(product, meeting)
    expect(draft).toMatchObject({ edition: 1, state: 'draft', writtenBy: 'Test secretary' })
    expect(draft.parts.map(({ title }) => title)).toEqual(['Recenseamento', 'Diversos'])
    expect((await send('POST', `/meetings/${meeting.id}/minutes`, {})).statusCode).toBe(409)
  })

  it('are written by who read their last version, and sealed', async () => {
    const draft = await beginMinutes(product, await addMeetingWithQuorum(product))
    const written = await write(draft, 'Palavras ditas à mesa.')
    expect(written.json<Minutes>()).toMatchObject({ version: 2, opening: 'Abriu às 9 horas.' })
    expect((await write(draft, 'x')).statusCode).toBe(412)
    expect(JSON.stringify(await product.sql('select * from minutes'))).not.toContain('Palavras')
  })

  it('are approved after the meeting took place, and name who noted it', async () => {
    const draft = await beginMinutes(product, await addMeetingWithQuorum(product))
    expect((await approve(draft)).statusCode).toBe(409)
    const { minutes } = await addApproved()
    expect(minutes).toMatchObject({ state: 'approved', approvedBy: 'Test secretary', approvedIn: 'na própria reunião' })
  })

  it('once approved are frozen with all that they rest on: attendance, agenda, papers, decisions', async () => {
    const { meeting, decision, paper, minutes } = await addApproved()
    const now = (await send('GET', `/meetings/${meeting.id}`)).json<Meeting>()
    expect(now.isFrozen).toBe(true)
    const presence = { titularPresent: false, alternatePresent: false }
    const tried = [
      await write(minutes, 'Outra coisa.'),
      await send('PUT', `/meetings/${meeting.id}/attendance/${meeting.seats[0]!.seatId}`, presence),
      await send('PATCH', `/meetings/${meeting.id}`, { items: [] }, now.version),
      await send('DELETE', `/papers/${paper.id}`),
      await send('PATCH', `/decisions/${decision.id}`, { text: 'x' }, decision.version),
      await send('POST', `/meetings/${meeting.id}/decisions`, { title: 'x', text: 'x', itemId: null })
    ]
    expect(tried.map(({ statusCode }) => statusCode)).toEqual([409, 409, 409, 409, 409, 409])
  })

  it('are corrected by another edition that says why; the approved one stays', async () => {
    const { meeting, minutes } = await addApproved()
    expect((await send('POST', `/meetings/${meeting.id}/minutes`, {})).statusCode).toBe(400)
    const next = await send('POST', `/meetings/${meeting.id}/minutes`, { correction: 'Nome trocado' })
    expect(next.json()).toMatchObject({
      edition: 2,
      state: 'draft',
      correction: 'Nome trocado',
      opening: minutes.opening
    })
    expect((await write(next.json<Minutes>(), 'Com o nome certo.')).statusCode).toBe(200)
    const { items } = (await send('GET', `/meetings/${meeting.id}/minutes`)).json<{ items: Minutes[] }>()
    expect(items.map(({ edition, state }) => [edition, state])).toEqual([
      [2, 'draft'],
      [1, 'approved']
    ])
    expect(items[1]!.parts[0]!.text).toBe('Ouviu-se o relatório.')
  })
})

describe('minutes as a file', () => {
  it('leave as tagged PDF, the same each time once they are approved', async () => {
    const { minutes } = await addApproved()
    const answers = [await send('GET', `/minutes/${minutes.id}/pdf`), await send('GET', `/minutes/${minutes.id}/pdf`)]
    expect(answers[0]!.headers['content-type']).toBe('application/pdf')
    expect(answers[0]!.headers['content-disposition']).toMatch(/^attachment; filename="acta-2026-\d+-1\.pdf"$/)
    expect(answers[0]!.rawPayload.toString('latin1')).toMatch(/\/StructTreeRoot/)
    expect(answers[0]!.rawPayload.equals(answers[1]!.rawPayload)).toBe(true)
  })

  it('leave as a Word document that says what was decided and who was there', async () => {
    const { minutes, decision } = await addApproved()
    const { rawPayload } = await send('GET', `/minutes/${minutes.id}/docx?language=en`)
    const document = strFromU8(unzipSync(rawPayload)['word/document.xml']!)
    for (const words of [
      'Minutes of meeting',
      'Ana Sitoe',
      'Ouviu-se o relatório.',
      `${decision.number}/2026. Registo`
    ])
      expect(document).toContain(words)
    const trace = await product.sql(`select from audit where action = 'minutes.downloaded' and subject_id = $1`, [
      minutes.id
    ])
    expect(trace).toHaveLength(1)
  })
})

it('what is typed with dashes is a list, what is parted by an empty line is a paragraph', () => {
  expect(blocksOf('Um.\nDois.\n\n- a\n- b\n\n\nTrês - quatro')).toEqual([
    { kind: 'paragraph', text: 'Um.\nDois.' },
    { kind: 'list', ordered: false, items: ['a', 'b'] },
    { kind: 'paragraph', text: 'Três - quatro' }
  ])
})
