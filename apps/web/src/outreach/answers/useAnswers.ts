import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { Answer, Input } from '@ponte/schema'
import { computed } from 'vue'
import { call, newKey } from '../../client'

/** Public answers and drafts, newest first. */
export function useAnswers() {
  const query = useQuery({ key: [contract.listAnswers.url], query: () => call(contract.listAnswers) })
  return { ...query, items: computed(() => query.data.value?.items ?? []) }
}

export function useAnswerChanges() {
  const cache = useQueryCache()
  /** Also after a refusal: what stands there may be newer than what was read. */
  const then = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } finally {
      await cache.invalidateQueries({ key: [contract.listAnswers.url] })
    }
  }
  return {
    create: (body: Input<typeof contract.createAnswer>['body'], key = newKey()) =>
      then(call(contract.createAnswer, { body }, { idempotencyKey: key })),
    update: ({ id, version }: Pick<Answer, 'id' | 'version'>, body: Input<typeof contract.updateAnswer>['body']) =>
      then(call(contract.updateAnswer, { params: { id }, body }, { ifMatch: `"${version}"` })),
    publish: ({ id, version }: Pick<Answer, 'id' | 'version'>) =>
      then(call(contract.publishAnswer, { params: { id } }, { ifMatch: `"${version}"` })),
    withdraw: ({ id }: Pick<Answer, 'id'>) => then(call(contract.withdrawAnswer, { params: { id } }))
  }
}

/** An answer as it is typed. */
export interface AnswerForm {
  topic: Answer['topic']
  questionPt: string
  answerPt: string
  questionEn: string
  answerEn: string
}

export const formOf = (answer?: Answer): AnswerForm => ({
  topic: answer?.topic ?? 'documents',
  questionPt: answer?.pt.question ?? '',
  answerPt: answer?.pt.answer ?? '',
  questionEn: answer?.en?.question ?? '',
  answerEn: answer?.en?.answer ?? ''
})

/** As the server takes it. An English that is empty is none. */
export const toAnswer = ({ topic, questionPt, answerPt, questionEn, answerEn }: AnswerForm) => ({
  topic,
  pt: { question: questionPt.trim(), answer: answerPt.trim() },
  en: questionEn.trim() || answerEn.trim() ? { question: questionEn.trim(), answer: answerEn.trim() } : null
})

/** Where the fields of the server stand in the form. */
export const answerNames = {
  'pt.question': 'questionPt',
  'pt.answer': 'answerPt',
  'en.question': 'questionEn',
  'en.answer': 'answerEn'
}
