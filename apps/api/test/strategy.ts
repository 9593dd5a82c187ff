import type { Activity, FrameworkPart, Indicator, IndicatorValues, StrategyVersion } from '@ponte/schema'
import { secretaryOf } from './committee.ts'
import type { TestProduct } from './harness.ts'

/** A request as the secretary. Anything but success is thrown. */
async function ask<T>(product: TestProduct, method: 'GET' | 'POST', url: string, payload?: object): Promise<T> {
  const { headers } = await secretaryOf(product)
  const answer = await product.send(method, url, { headers, ...(payload ? { payload } : {}) })
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
  return answer.json<T>()
}

/** The draft of the strategy: there is one at a time, so the same as long as nobody approves it. */
export async function draftOf(product: TestProduct): Promise<StrategyVersion> {
  const { items } = await ask<{ items: StrategyVersion[] }>(product, 'GET', '/strategy/versions')
  return items.find(({ state }) => state === 'draft') ?? ask(product, 'POST', '/strategy/versions', {})
}

export const addPart = (product: TestProduct, parentId: string | null = null): Promise<FrameworkPart> =>
  ask(product, 'POST', '/framework/parts', { parentId, namePt: `Parte ${Math.random()}`, nameEn: '' })

/** An output with what stands above it. */
export const addOutput = async (product: TestProduct): Promise<FrameworkPart> =>
  addPart(product, (await addPart(product, (await addPart(product)).id)).id)

export const activityValues = {
  namePt: 'Abrir o registo em Joanesburgo',
  nameEn: '',
  seatId: null,
  startsOn: '2026-01-01',
  endsOn: '2026-06-30',
  state: 'running' as const,
  budgetMzn: 250_000,
  note: null,
  decisionId: null
}
export const addActivity = async (product: TestProduct): Promise<Activity> =>
  ask(product, 'POST', `/framework/parts/${(await addOutput(product)).id}/activities`, activityValues)

export const indicatorValues: IndicatorValues = {
  namePt: 'Postos com registo aberto',
  nameEn: '',
  unit: 'count',
  direction: 'up',
  frequency: 'year',
  baseline: 2,
  baselineOn: '2026-01-01',
  target: 12,
  targetOn: '2028-01-01',
  isProposal: true,
  source: 'Instituto',
  sourceEn: '',
  definition: 'Postos onde alguém se pode registar.',
  definitionEn: ''
}
export const addIndicator = async (product: TestProduct): Promise<Indicator> =>
  ask(product, 'POST', `/framework/parts/${(await addPart(product)).id}/indicators`, indicatorValues)
