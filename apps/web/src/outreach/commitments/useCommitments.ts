import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { Commitment, Input } from '@ponte/schema'
import { computed } from 'vue'
import { call, newKey } from '../../client'

/** Commitments and drafts, newest first, with the decisions that they may come from. */
export function useCommitments() {
  const query = useQuery({ key: [contract.listCommitments.url], query: () => call(contract.listCommitments) })
  return {
    ...query,
    items: computed(() => query.data.value?.items ?? []),
    decisions: computed(() => query.data.value?.decisions ?? [])
  }
}

export function useCommitmentChanges() {
  const cache = useQueryCache()
  /** Also after a refusal: what stands there may be newer than what was read. */
  const then = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } finally {
      await cache.invalidateQueries({ key: [contract.listCommitments.url] })
    }
  }
  return {
    create: (body: Input<typeof contract.createCommitment>['body'], key = newKey()) =>
      then(call(contract.createCommitment, { body }, { idempotencyKey: key })),
    update: (
      { id, version }: Pick<Commitment, 'id' | 'version'>,
      body: Input<typeof contract.updateCommitment>['body']
    ) => then(call(contract.updateCommitment, { params: { id }, body }, { ifMatch: `"${version}"` })),
    publish: ({ id, version }: Pick<Commitment, 'id' | 'version'>) =>
      then(call(contract.publishCommitment, { params: { id } }, { ifMatch: `"${version}"` })),
    withdraw: ({ id }: Pick<Commitment, 'id'>) => then(call(contract.withdrawCommitment, { params: { id } }))
  }
}

/** A commitment as it is typed. */
export interface CommitmentForm {
  state: Commitment['state']
  topic: NonNullable<Commitment['topic']> | ''
  decisionId: string
  saidPt: string
  donePt: string
  saidEn: string
  doneEn: string
}

export const formOf = (one?: Commitment): CommitmentForm => ({
  state: one?.state ?? 'planned',
  topic: one?.topic ?? '',
  decisionId: one?.decisionId ?? '',
  saidPt: one?.pt.said ?? '',
  donePt: one?.pt.done ?? '',
  saidEn: one?.en.said ?? '',
  doneEn: one?.en.done ?? ''
})

/** As the server takes it. */
export const toCommitment = ({ state, topic, decisionId, saidPt, donePt, saidEn, doneEn }: CommitmentForm) => ({
  state,
  topic: topic || null,
  decisionId: decisionId || null,
  pt: { said: saidPt.trim(), done: donePt.trim() },
  en: { said: saidEn.trim(), done: doneEn.trim() }
})

/** Where the fields of the server stand in the form. */
export const commitmentNames = {
  'pt.said': 'saidPt',
  'pt.done': 'donePt',
  'en.said': 'saidEn',
  'en.done': 'doneEn'
}
