import { activityValues, addActivity, addIndicator, addOutput, addPart, draftOf, indicatorValues } from '../strategy.ts'
import type { Samples } from './samples.ts'

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
const names = { namePt: 'Conhecer a diáspora', nameEn: 'Know the diaspora' }

/** One valid request for each endpoint of the strategy. All share one draft, so they come with a version that is gone. */
export const strategySamples: Samples = {
  getPublicStrategy: () => ({}),
  listStrategyVersions: () => ({}),
  createStrategyDraft: async (_subjects, product) => (await draftOf(product), {}),
  updateStrategyDraft: async (_subjects, product) => ({
    params: { id: (await draftOf(product)).id },
    body: { chapters: [] },
    headers: ifMatch(2147483647)
  }),
  submitStrategy: async (_subjects, product) => ({
    params: { id: (await draftOf(product)).id },
    headers: ifMatch(2147483647)
  }),
  returnStrategy: async (_subjects, product) => ({ params: { id: (await draftOf(product)).id }, headers: ifMatch(1) }),
  approveStrategy: async (_subjects, product) => ({
    params: { id: (await draftOf(product)).id },
    body: { decisionId: null },
    headers: ifMatch(1)
  }),
  compareStrategy: async (_subjects, product) => ({ params: { id: (await draftOf(product)).id } }),
  downloadStrategy: async (_subjects, product) => ({ params: { id: (await draftOf(product)).id } }),
  downloadProgress: () => ({}),
  downloadFramework: () => ({}),
  getFramework: () => ({}),
  loadExampleFramework: async (_subjects, product) => (await addPart(product), {}),
  createFrameworkPart: () => ({ body: { parentId: null, ...names } }),
  updateFrameworkPart: async (_subjects, product) => ({
    params: { id: (await addPart(product)).id },
    body: names,
    headers: ifMatch(1)
  }),
  moveFrameworkPart: async (_subjects, product) => ({
    params: { id: (await addPart(product)).id },
    body: { direction: 'up' }
  }),
  removeFrameworkPart: async (_subjects, product) => ({ params: { id: (await addPart(product)).id } }),
  createActivity: async (_subjects, product) => ({
    params: { id: (await addOutput(product)).id },
    body: activityValues
  }),
  updateActivity: async (_subjects, product) => ({
    params: { id: (await addActivity(product)).id },
    body: activityValues,
    headers: ifMatch(1)
  }),
  getPublicProgress: () => ({}),
  listIndicators: () => ({}),
  createIndicator: async (_subjects, product) => ({
    params: { id: (await addPart(product)).id },
    body: indicatorValues
  }),
  updateIndicator: async (_subjects, product) => ({
    params: { id: (await addIndicator(product)).id },
    body: indicatorValues,
    headers: ifMatch(1)
  }),
  addMeasurement: async (_subjects, product) => ({
    params: { id: (await addIndicator(product)).id },
    body: { day: '2026-11-01', value: 5, note: null }
  })
}
