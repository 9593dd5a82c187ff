import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Activity, FrameworkPart, Indicator, StrategyVersion } from '@ponte/schema'
import { addDecision, secretaryOf } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'
import { activityValues, addActivity, addIndicator, draftOf } from '../../../test/strategy.ts'
import { measureLiveIndicators } from '../indicators/indicators.jobs.ts'
import { registryFigures } from '../indicators/liveFigures.ts'
import { answerTime } from '../../outreach/questions/answerTime.ts'

let product: TestProduct
let secretary: Person
let programmes: Person
beforeAll(async () => {
  product = await startTestProduct()
  secretary = await secretaryOf(product)
  programmes = await addStaff(product, 'programmes')
}, 60_000)
afterAll(() => product.close())

const send = (
  who: Person,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  version?: number
) =>
  product.send(method, url, {
    headers: { ...who.headers, ...(version ? { 'if-match': `"${version}"` } : {}) },
    ...(payload ? { payload } : {})
  })
const at = ({ id }: { id: string }) => `/strategy/versions/${id}`
const chapter = (textPt: string, id?: string) => ({
  ...(id ? { id } : {}),
  titlePt: 'Visão',
  textPt,
  titleEn: '',
  textEn: ''
})

describe('the text of the strategy', () => {
  let approved: StrategyVersion

  it('is public once a second person approved it, with the decision that adopts it', async () => {
    expect((await product.send('GET', '/public-strategy')).json()).toEqual({ strategy: null })
    const draft = await draftOf(product)
    expect((await send(secretary, 'POST', `${at(draft)}/submit`, {}, draft.version)).statusCode).toBe(409)
    const body = { chapters: [chapter('Ouvir quem vive fora.')] }
    const written = (await send(secretary, 'PATCH', at(draft), body, draft.version)).json<StrategyVersion>()
    const handedIn = (await send(secretary, 'POST', `${at(draft)}/submit`, {}, written.version)).json<StrategyVersion>()
    expect(handedIn).toMatchObject({ state: 'submitted', mayApprove: false })
    const decision = await addDecision(product)
    const approve = (who: Person) =>
      send(who, 'POST', `${at(draft)}/approve`, { decisionId: decision.id }, handedIn.version)
    expect((await approve(secretary)).statusCode).toBe(409)
    const own = 'update strategy_versions set state = $2, approved_at = now(), approved_by = editors[1] where id = $1'
    await expect(product.sql(own, [draft.id, 'approved'])).rejects.toMatchObject({
      constraint: 'strategy_versions_two_people'
    })
    approved = (await approve(programmes)).json<StrategyVersion>()
    expect(approved).toMatchObject({ state: 'approved', approvedBy: 'Test programmes' })
    const shown = await product.send('GET', '/public-strategy')
    expect(shown.headers['cache-control']).toBe('public, max-age=300')
    expect(shown.json()).toMatchObject({
      strategy: { number: 1, decision: { number: decision.number, year: 2026 }, chapters: approved.chapters }
    })
    expect(shown.body).not.toContain('Test programmes')
  })

  it('is frozen once approved; the next draft begins as its copy, and there is one at a time', async () => {
    const body = { chapters: [chapter('Outra coisa.')] }
    expect((await send(secretary, 'PATCH', at(approved), body, approved.version)).statusCode).toBe(409)
    const draft = await draftOf(product)
    expect(draft).toMatchObject({ number: 2, state: 'draft', chapters: approved.chapters })
    expect((await send(secretary, 'POST', '/strategy/versions', {})).statusCode).toBe(409)
  })

  it('is approved by nobody who wrote in it, whoever handed it in', async () => {
    const draft = await draftOf(product)
    const body = { chapters: [chapter('Ouvir.', draft.chapters[0]!.id)] }
    const written = (await send(programmes, 'PATCH', at(draft), body, draft.version)).json<StrategyVersion>()
    const handedIn = (await send(secretary, 'POST', `${at(draft)}/submit`, {}, written.version)).json<StrategyVersion>()
    const approve = (who: Person) => send(who, 'POST', `${at(draft)}/approve`, { decisionId: null }, handedIn.version)
    expect((await approve(programmes)).statusCode).toBe(409)
    expect((await approve(secretary)).statusCode).toBe(409)
    await send(secretary, 'POST', `${at(draft)}/return`, {}, handedIn.version)
  })

  it('shows what changed since the version before', async () => {
    const draft = await draftOf(product)
    const body = { chapters: [chapter('Ouvir quem trabalha fora.', draft.chapters[0]!.id), chapter('Nova.')] }
    await send(secretary, 'PATCH', at(draft), body, draft.version)
    const { since, chapters } = (await send(programmes, 'GET', `${at(draft)}/changes`)).json<{
      since: number
      chapters: { kind: string }[]
    }>()
    expect(since).toBe(1)
    expect(chapters.map(({ kind }) => kind)).toEqual(['changed', 'added'])
  })
})

describe('the framework', () => {
  it('begins with an example of four pillars and ten indicators, without a baseline that nobody measured', async () => {
    const loaded = await send(secretary, 'POST', '/framework/example', {})
    expect(loaded.statusCode).toBe(201)
    expect(loaded.json<{ parts: unknown[] }>().parts).toHaveLength(12)
    const { items } = (await send(secretary, 'GET', '/indicators')).json<{ items: Indicator[] }>()
    expect(items).toHaveLength(10)
    expect(
      items.every(({ baseline, isProposal, state }) => baseline === null && isProposal && state === 'unmeasured')
    ).toBe(true)
    expect(items.filter(({ live }) => live)).toHaveLength(3)
    expect((await send(secretary, 'POST', '/framework/example', {})).statusCode).toBe(409)
  })

  it('lets pillars change places, and takes out only what nothing hangs on', async () => {
    const parts = async () =>
      (await send(secretary, 'GET', '/framework'))
        .json<{ parts: FrameworkPart[] }>()
        .parts.filter(({ level }) => level === 'pillar')
    const [first, second] = await parts()
    await send(secretary, 'POST', `/framework/parts/${first!.id}/move`, { direction: 'down' })
    expect((await parts()).map(({ id }) => id).slice(0, 2)).toEqual([second!.id, first!.id])
    expect((await send(secretary, 'DELETE', `/framework/parts/${first!.id}`)).statusCode).toBe(409)
  })

  it('says which activities are overdue, until they are done', async () => {
    const activity = await addActivity(product)
    expect(activity.isOverdue).toBe(true)
    const done = await send(
      programmes,
      'PATCH',
      `/activities/${activity.id}`,
      { ...activityValues, state: 'done' },
      activity.version
    )
    expect(done.json<Activity>()).toMatchObject({ state: 'done', isOverdue: false })
  })
})

describe('indicators', () => {
  const measure = (id: string, value: number, day = '2026-11-01') =>
    send(secretary, 'POST', `/indicators/${id}/measurements`, { day, value, note: null })

  it('move with what is measured; a wrong value stays and is followed by the right one', async () => {
    const { id } = await addIndicator(product)
    await measure(id, 3)
    const corrected = (await measure(id, 9)).json<Indicator>()
    expect(corrected.measurements.map(({ value }) => value)).toEqual([3, 9])
    expect(corrected).toMatchObject({ state: 'onTrack', progress: 0.7 })
    expect((await measure(id, 9, '2027-01-01')).statusCode).toBe(400)
    const shown = await product.send('GET', '/public-progress')
    expect(
      shown.json<{ pillars: { indicators: object[] }[] }>().pillars.flatMap(({ indicators }) => indicators)
    ).toContainEqual(expect.objectContaining({ id, last: { day: '2026-11-01', value: 9 } }))
    expect(shown.body).not.toContain('Test secretary')
  })

  it('that the product measures are kept once a day, withheld while there are few people, and never typed', async () => {
    const figures = [...registryFigures, answerTime]
    expect(await measureLiveIndicators(product.worker, figures)).toBe(3)
    expect(await measureLiveIndicators(product.worker, figures)).toBe(0)
    const { items } = (await send(secretary, 'GET', '/indicators')).json<{ items: Indicator[] }>()
    const live = items.filter((item) => item.live)
    expect(live.map(({ measurements }) => measurements.map(({ value }) => value))).toEqual([[null], [null], [null]])
    expect(live.find((item) => item.live === 'women-percent')!.reference).toMatchObject({ value: 40.3, year: 2024 })
    expect((await measure(live[0]!.id, 5)).statusCode).toBe(409)
  })
})

describe('files', () => {
  const tagged = ({ rawPayload }: { rawPayload: Buffer }) => rawPayload.toString('latin1').includes('/StructTreeRoot')

  it('of an approved version are the same each time, tagged, and written down in the audit', async () => {
    const { items } = (await send(programmes, 'GET', '/strategy/versions')).json<{ items: StrategyVersion[] }>()
    const approved = items.find(({ state }) => state === 'approved')!
    const take = () => send(programmes, 'GET', `${at(approved)}/pdf`)
    const answers = [await take(), await take()]
    expect(answers[0]!.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="estrategia-1.pdf"'
    })
    expect(tagged(answers[0]!)).toBe(true)
    expect(answers[0]!.rawPayload.equals(answers[1]!.rawPayload)).toBe(true)
    const trace = await product.sql(`select from audit where action = 'strategy.downloaded' and subject_id = $1`, [
      approved.id
    ])
    expect(trace).toHaveLength(2)
  })

  it('of the progress are a tagged report and a workbook with all values', async () => {
    const report = await send(programmes, 'GET', '/framework/progress/pdf?language=en')
    expect(report.headers['content-disposition']).toMatch(/^attachment; filename="progress-\d{4}-\d\d-\d\d\.pdf"$/)
    expect(tagged(report)).toBe(true)
    const workbook = await send(programmes, 'GET', '/framework/xlsx')
    const sheets = await readXlsxFile(workbook.rawPayload)
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Quadro', 'Indicadores', 'Medições'])
    expect(sheets[1]!.data.flat()).toContain('Reuniões do comité realizadas')
    expect(sheets[2]!.data.flat()).toContain('Test secretary')
  })
})
