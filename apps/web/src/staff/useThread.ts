import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { OriginatedKind, ThreadKind } from '@ponte/schema'
import { call } from '../client'

/** A thing that stands on a thread. */
export interface Knot {
  kind: ThreadKind
  id: string
}
export type Child = Knot & { kind: OriginatedKind }

/** The page on which each kind is read. */
export const pageOf: Record<ThreadKind, string> = {
  lesson: 'tour',
  recommendation: 'tour',
  item: 'meeting',
  decision: 'decision',
  action: 'action',
  activity: 'activity',
  indicator: 'indicator',
  campaign: 'campaign',
  opportunity: 'opportunity'
}

export const isOriginated = (knot: Knot): knot is Child => knot.kind in contract.originKinds

export const useThread = (knot: () => Knot) =>
  useQuery({
    key: () => [contract.getThread.url, knot().kind, knot().id],
    query: () => call(contract.getThread, { params: { kind: knot().kind, id: knot().id } }),
    staleTime: 0
  })

/** From what it could be said to come; read when somebody is about to say it. */
export const readOrigins = ({ kind, id }: Child) => call(contract.listOrigins, { params: { kind, id } })

export function useThreadChanges() {
  const cache = useQueryCache()
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await cache.invalidateQueries({ key: [contract.getThread.url] })
    return done
  }
  return {
    tie: ({ kind, id }: Child, parent: Knot) =>
      then(call(contract.addOrigin, { params: { kind, id }, body: { kind: parent.kind, id: parent.id } })),
    untie: ({ kind, id }: Child, parent: Knot) =>
      then(call(contract.removeOrigin, { params: { kind, id }, body: { kind: parent.kind, id: parent.id } }))
  }
}
