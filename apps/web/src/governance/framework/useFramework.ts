import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { Activity, ActivityValues, FrameworkPart, Indicator, IndicatorValues } from '@ponte/schema'
import { useTexts } from '../../i18n'
import { call, newKey } from '../../client'
import type { Revision } from '../../staff/useEditing'

export interface PartNames {
  namePt: string
  nameEn: string
}

/** The whole framework. */
export const useFramework = () =>
  useQuery({ key: [contract.getFramework.url], query: () => call(contract.getFramework) })

/** All indicators with what was measured. */
export const useIndicators = () =>
  useQuery({ key: [contract.listIndicators.url], query: () => call(contract.listIndicators) })

/** The name of a part, an activity or an indicator in the reader's language; in Portuguese where there is no English. */
export function useNameOf() {
  const { locale } = useTexts()
  return ({ namePt, nameEn }: PartNames) => (locale.value.startsWith('en') && nameEn) || namePt
}

/** What an indicator counts and where it comes from, in the language of the page where somebody wrote it. */
export function useMeaningOf() {
  const { locale } = useTexts()
  const isEnglish = () => locale.value.startsWith('en')
  return {
    definitionOf: ({ definition, definitionEn }: Meaning) => (isEnglish() && definitionEn) || definition,
    sourceOf: ({ source, sourceEn }: Meaning) => (isEnglish() && sourceEn) || source
  }
}
type Meaning = Pick<Indicator, 'definition' | 'definitionEn' | 'source' | 'sourceEn'>

/** A part and all that stands under it, in reading order. */
export const under = (parts: readonly FrameworkPart[], part: FrameworkPart): FrameworkPart[] => [
  part,
  ...parts.filter(({ parentId }) => parentId === part.id).flatMap((one) => under(parts, one))
]

/** One thing as it is now, to compare with what was typed when somebody else saved first. */
export async function readAgain<T extends { id: string; version: number }, V>(
  items: Promise<readonly T[]>,
  id: string,
  valuesOf: (item: T) => V
): Promise<Revision<V>> {
  const found = (await items).find((item) => item.id === id)
  if (!found) throw new Error('It is not there any more.')
  return { values: valuesOf(found), etag: `"${found.version}"` }
}
export const readParts = async (): Promise<FrameworkPart[]> => (await call(contract.getFramework)).parts
export const readActivities = async (): Promise<Activity[]> => (await call(contract.getFramework)).activities
export const readIndicators = async (): Promise<Indicator[]> => (await call(contract.listIndicators)).items

export function useFrameworkChanges() {
  const cache = useQueryCache()
  const stale = [contract.getFramework, contract.listIndicators]
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await Promise.all(stale.map(({ url }) => cache.invalidateQueries({ key: [url] })))
    return done
  }
  const newOne = () => ({ idempotencyKey: newKey() })
  return {
    loadExample: () => after(call(contract.loadExampleFramework)),
    addPart: (parentId: string | null, names: PartNames) =>
      after(call(contract.createFrameworkPart, { body: { parentId, ...names } }, newOne())),
    renamePart: (id: string, body: PartNames, ifMatch: string) =>
      after(call(contract.updateFrameworkPart, { params: { id }, body }, { ifMatch })),
    movePart: (id: string, direction: 'up' | 'down') =>
      after(call(contract.moveFrameworkPart, { params: { id }, body: { direction } })),
    removePart: (id: string) => after(call(contract.removeFrameworkPart, { params: { id } })),
    addActivity: (id: string, body: ActivityValues) =>
      after(call(contract.createActivity, { params: { id }, body }, newOne())),
    changeActivity: (id: string, body: ActivityValues, ifMatch: string) =>
      after(call(contract.updateActivity, { params: { id }, body }, { ifMatch })),
    addIndicator: (id: string, body: IndicatorValues) =>
      after(call(contract.createIndicator, { params: { id }, body }, newOne())),
    changeIndicator: (id: string, body: IndicatorValues, ifMatch: string) =>
      after(call(contract.updateIndicator, { params: { id }, body }, { ifMatch }))
  }
}
