import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { OpportunityBody, OpportunityChanges } from '@ponte/schema'
import type { Input } from '@ponte/schema/endpoint'
import { call, newKey } from '../../client'

export const useOpportunities = () =>
  useQuery({
    key: [contract.listOpportunities.url],
    query: ({ signal }) => call(contract.listOpportunities, undefined as never, { signal })
  })

export const useOpportunity = (id: () => string) =>
  useQuery({
    key: () => [contract.getOpportunity.url, id()],
    query: ({ signal }) => call(contract.getOpportunity, { params: { id: id() } }, { signal })
  })

/** Masked people. It is noted that they were read, so they are read when the tab is opened, and not on coming back to the window. */
export const useCandidates = (id: string) =>
  useQuery({
    key: [contract.listCandidates.url, id],
    query: ({ signal }) => call(contract.listCandidates, { params: { id } }, { signal }),
    refetchOnWindowFocus: false
  })

/** People by name; each reading is noted. */
export const useApplications = (id: string) =>
  useQuery({
    key: [contract.listApplications.url, id],
    query: ({ signal }) => call(contract.listApplications, { params: { id } }, { signal }),
    refetchOnWindowFocus: false
  })

type Answer = Input<typeof contract.answerApplication>['body']
type Outcome = Input<typeof contract.recordOutcome>['body']

/** What officers do; what is on screen is read again afterwards. */
export function useOpportunityActs() {
  const cache = useQueryCache()
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    const read = [
      contract.listOpportunities,
      contract.getOpportunity,
      contract.listCandidates,
      contract.listApplications
    ]
    await Promise.all(read.map(({ url }) => cache.invalidateQueries({ key: [url] })))
    return done
  }
  const at = (id: string) => ({ params: { id } })
  return {
    create: (body: OpportunityBody) => then(call(contract.createOpportunity, { body }, { idempotencyKey: newKey() })),
    update: (id: string, version: number, body: OpportunityChanges) =>
      then(call(contract.updateOpportunity, { ...at(id), body }, { ifMatch: `"${version}"` })),
    move: (id: string, state: 'open' | 'closed' | 'filled' | 'withdrawn') =>
      then(call(contract.moveOpportunity, { ...at(id), body: { state } })),
    invite: (id: string, number: string) =>
      then(call(contract.inviteCandidate, { ...at(id), body: { number } }, { idempotencyKey: newKey() })),
    answer: (id: string, body: Answer) => then(call(contract.answerApplication, { ...at(id), body })),
    giveBack: (id: string) => then(call(contract.returnPlace, at(id))),
    write: (id: string, text: string) =>
      then(call(contract.writeToApplicant, { ...at(id), body: { text } }, { idempotencyKey: newKey() })),
    record: (id: string, body: Outcome) => then(call(contract.recordOutcome, { ...at(id), body }))
  }
}
