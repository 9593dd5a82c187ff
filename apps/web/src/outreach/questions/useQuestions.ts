import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { QuestionOutcome, QuestionView } from '@ponte/schema'
import { computed, ref, watch, type Ref } from 'vue'
import { call, newKey } from '../../client'

interface Place {
  show: Readonly<Ref<QuestionView>>
  cursor: Readonly<Ref<string | undefined>>
}

/** One page of the inbox. By keyset only the next page is known: the way back is remembered here. */
export function useQuestions({ show, cursor }: Place, goTo: (cursor?: string) => unknown) {
  const query = useQuery({
    key: () => [contract.listQuestions.url, { show: show.value, cursor: cursor.value ?? null }],
    query: ({ signal }) =>
      call(contract.listQuestions, { querystring: { show: show.value, cursor: cursor.value } }, { signal })
  })
  const earlier = ref<(string | undefined)[]>([])
  watch(show, () => (earlier.value = []))
  return {
    ...query,
    items: computed(() => query.data.value?.items ?? []),
    hasNext: computed(() => !!query.data.value?.next),
    next: () => {
      earlier.value = [...earlier.value, cursor.value]
      return goTo(query.data.value?.next ?? undefined)
    },
    previous: () => {
      const position = earlier.value.at(-1)
      earlier.value = earlier.value.slice(0, -1)
      return goTo(position)
    }
  }
}

/** How many wait and how long a first answer takes. */
export const useQuestionFigures = () =>
  useQuery({
    key: [contract.getQuestionFigures.url],
    query: ({ signal }) => call(contract.getQuestionFigures, undefined as never, { signal })
  })

/** One question. Every reading is noted, so it is read when it is opened, and not again on coming back to the window. */
export const useQuestion = (id: () => string) =>
  useQuery({
    key: () => [contract.getQuestion.url, id()],
    query: ({ signal }) => call(contract.getQuestion, { params: { id: id() } }, { signal }),
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false
  })

export function useQuestionActs() {
  const cache = useQueryCache()
  const then = async <T>(id: string, work: Promise<T>): Promise<T> => {
    const done = await work
    await Promise.all(
      [[contract.listQuestions.url], [contract.getQuestionFigures.url], [contract.getQuestion.url, id]].map((key) =>
        cache.invalidateQueries({ key })
      )
    )
    return done
  }
  return {
    assign: (id: string) => then(id, call(contract.assignQuestion, { params: { id } })),
    reopen: (id: string) => then(id, call(contract.reopenQuestion, { params: { id } })),
    close: (id: string, outcome: QuestionOutcome) =>
      then(id, call(contract.closeQuestion, { params: { id }, body: { outcome } })),
    reply: (id: string, text: string, key = newKey()) =>
      then(id, call(contract.replyToQuestion, { params: { id }, body: { text } }, { idempotencyKey: key }))
  }
}
