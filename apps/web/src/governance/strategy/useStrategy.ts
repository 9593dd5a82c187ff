import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { Input, InterfaceLanguage, StrategyVersion } from '@ponte/schema'
import { computed } from 'vue'
import { call, callForFile, newKey } from '../../client'
import { saveFile } from '../../staff/saveFile'

/** All versions of the strategy, newest first. */
export function useStrategyVersions() {
  const query = useQuery({
    key: [contract.listStrategyVersions.url],
    query: () => call(contract.listStrategyVersions)
  })
  return { ...query, versions: computed(() => query.data.value?.items ?? []) }
}

/** A draft as it is now, to compare with what was typed when somebody else saved first. */
export async function readDraft(id: string): Promise<StrategyVersion> {
  const { items } = await call(contract.listStrategyVersions)
  return items.find((version) => version.id === id)!
}

/** What changed in a version since the one before. */
export const useChapterChanges = (version: () => StrategyVersion) =>
  useQuery({
    key: () => [contract.listStrategyVersions.url, version().id, version().version],
    query: () => call(contract.compareStrategy, { params: { id: version().id } })
  })

/** A version of the strategy as a paper. */
export const saveStrategy = async (id: string, language: InterfaceLanguage) =>
  saveFile(await callForFile(contract.downloadStrategy, { params: { id }, querystring: { language } }))

/** The progress report as a paper. */
export const saveProgress = async (language: InterfaceLanguage) =>
  saveFile(await callForFile(contract.downloadProgress, { querystring: { language } }))

/** The framework and all that was measured, as a workbook. */
export const saveFramework = async (language: InterfaceLanguage) =>
  saveFile(await callForFile(contract.downloadFramework, { querystring: { language } }))

type Which = Pick<StrategyVersion, 'id' | 'version'>

export function useStrategyChanges() {
  const cache = useQueryCache()
  const stale = [contract.listStrategyVersions, contract.getFramework, contract.listIndicators]
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await Promise.all(stale.map(({ url }) => cache.invalidateQueries({ key: [url] })))
    return done
  }
  const of = ({ id, version }: Which) => [{ params: { id } }, { ifMatch: `"${version}"` }] as const
  return {
    begin: () => after(call(contract.createStrategyDraft, {}, { idempotencyKey: newKey() })),
    write: (id: string, body: Input<typeof contract.updateStrategyDraft>['body'], ifMatch: string) =>
      after(call(contract.updateStrategyDraft, { params: { id }, body }, { ifMatch })),
    submit: (which: Which) => after(call(contract.submitStrategy, ...of(which))),
    takeBack: (which: Which) => after(call(contract.returnStrategy, ...of(which))),
    approve: ({ id, version }: Which, decisionId: string | null) =>
      after(call(contract.approveStrategy, { params: { id }, body: { decisionId } }, { ifMatch: `"${version}"` })),
    measure: (id: string, body: Input<typeof contract.addMeasurement>['body']) =>
      after(call(contract.addMeasurement, { params: { id }, body }, { idempotencyKey: newKey() }))
  }
}
