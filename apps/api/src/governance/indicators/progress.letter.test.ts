import { expect, it } from '@jest/globals'
import type { Activity, FrameworkPart, Indicator } from '@ponte/schema'
import { frameworkSheets } from './framework.sheets.ts'
import { progressLetter } from './progress.letter.ts'

const part = (id: string, level: FrameworkPart['level'], parentId: string | null): FrameworkPart => ({
  id,
  level,
  parentId,
  place: 1,
  namePt: `Parte ${id}`,
  nameEn: `Part ${id}`,
  version: 1
})
const activity: Activity = {
  id: 'x',
  outputId: 'c',
  namePt: 'Abrir o registo',
  nameEn: '',
  seat: { id: 's', institution: 'Trabalho' },
  startsOn: null,
  endsOn: '2026-06-30',
  state: 'running',
  isOverdue: true,
  budgetMzn: 1_250_000,
  note: null,
  decision: { id: 'd', number: 3, year: 2026 },
  version: 1
}
const indicator = (changes: Partial<Indicator> = {}): Indicator => ({
  id: 'i',
  partId: 'b',
  namePt: 'Mulheres',
  nameEn: 'Women',
  unit: 'percent',
  direction: 'up',
  frequency: 'month',
  baseline: null,
  baselineOn: null,
  target: 45,
  targetOn: '2029-12-31',
  isProposal: true,
  source: 'Ponte',
  sourceEn: '',
  definition: 'Mulheres entre as pessoas confirmadas.',
  definitionEn: 'Women among the confirmed people.',
  live: 'women-percent',
  reference: null,
  state: 'unmeasured',
  progress: null,
  isStale: false,
  measurements: [{ day: '2026-11-01', value: null, note: null, by: null }],
  version: 1,
  ...changes
})
const facts = {
  today: '2026-11-24',
  parts: [part('a', 'pillar', null), part('b', 'outcome', 'a'), part('c', 'output', 'b'), part('z', 'pillar', null)],
  activities: [activity]
}
const options = {
  head: { owner: 'República', institution: 'Instituto', name: 'Ponte' },
  language: 'pt' as const,
  madeAt: new Date('2026-11-24')
}

it('the report says of each indicator what is missing, withheld or only proposed, and which activity is overdue', () => {
  const { blocks } = progressLetter(facts, [indicator()], options)
  const tables = blocks.filter((block) => block.kind === 'table')
  expect(tables.map(({ rows }) => rows)).toEqual([
    [['Mulheres', 'por medir', 'poucas pessoas ainda (01/11/2026)', '45 % (31/12/2029), proposta', 'Por medir']],
    [['Abrir o registo', 'Trabalho', '30/06/2026', 'Em atraso']]
  ])
  expect(blocks).toContainEqual({ kind: 'paragraph', text: 'Ainda não há nada neste pilar.' })
})

it('the report in English keeps a Portuguese name where there is no other', () => {
  const { title, blocks } = progressLetter(facts, [indicator()], { ...options, language: 'en' })
  expect(title).toBe('Progress of the strategy')
  expect(JSON.stringify(blocks)).toContain('Abrir o registo')
  expect(JSON.stringify(blocks)).toContain('"Women"')
})

it('the workbook has every part, activity, definition and measured value, and no row is shorter than its head', () => {
  const measurements = [
    { day: '2026-03-01', value: 41.5, note: 'Primeira', by: 'Rosa Langa' },
    { day: '2026-11-01', value: null, note: null, by: null }
  ]
  const sheets = frameworkSheets(facts, [indicator({ measurements })], 'pt')
  expect(sheets.map(({ sheetName }) => sheetName)).toEqual(['Quadro', 'Indicadores', 'Medições'])
  for (const { columns, rows } of sheets)
    expect([...(rows as Iterable<unknown[]>)].every((row) => row.length === columns.length)).toBe(true)
  const [framework, indicators, measured] = sheets.map(({ rows }) => [...(rows as Iterable<unknown[]>)])
  expect(framework!.map(([level, , , , name]) => [level, name])).toEqual([
    ['Pilar', 'Parte a'],
    ['Resultado', 'Parte b'],
    ['Produto', 'Parte c'],
    ['Actividade', 'Abrir o registo'],
    ['Pilar', 'Parte z']
  ])
  expect(indicators![0]).toContain('Mulheres entre as pessoas confirmadas.')
  expect(measured).toEqual([
    ['Mulheres', '2026-03-01', 41.5, 'Primeira', 'Rosa Langa'],
    ['Mulheres', '2026-11-01', 'retido: poucas pessoas', null, 'sistema']
  ])
})
