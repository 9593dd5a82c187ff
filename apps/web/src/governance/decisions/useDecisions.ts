import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { DashboardTable, InterfaceLanguage } from '@ponte/schema'
import { computed } from 'vue'
import { call } from '../../client'

/** All decisions, newest first. */
export function useDecisions() {
  const query = useQuery({
    key: [contract.listDecisions.url],
    query: () => call(contract.listDecisions, { querystring: {} })
  })
  return { ...query, decisions: computed(() => query.data.value?.items ?? []) }
}

export const useDecision = (id: () => string) =>
  useQuery({
    key: () => [contract.getDecision.url, id()],
    query: () => call(contract.getDecision, { params: { id: id() } })
  })

export const useDecisionActions = (decisionId: () => string) =>
  useQuery({
    key: () => [contract.listActions.url, 'decision', decisionId()],
    query: () => call(contract.listActions, { querystring: { decisionId: decisionId() } })
  })

/** The figures that may be cited: those that the dashboard shows. */
export function useFigures(language: () => InterfaceLanguage) {
  const query = useQuery({
    key: () => [contract.getDashboard.url, language()],
    query: () => call(contract.getDashboard, { querystring: { language: language() } })
  })
  return computed(() =>
    (query.data.value?.tables ?? []).map(({ name, cells }) => ({
      name,
      cells: cells.filter((cell): cell is typeof cell & { count: number } => cell.count !== null)
    }))
  )
}

export function useCiting() {
  const cache = useQueryCache()
  return async (id: string, body: { table: DashboardTable; code: string; language: InterfaceLanguage }) => {
    const decision = await call(contract.citeEvidence, { params: { id }, body })
    await Promise.all(
      [contract.listDecisions, contract.getDecision].map(({ url }) => cache.invalidateQueries({ key: [url] }))
    )
    return decision
  }
}
