import { useQuery, useQueryCache } from '@pinia/colada'
import { chargeAskers, getChargeReport, handleChargeReport, listChargeReports } from '@ponte/schema'
import { computed, ref, type Ref } from 'vue'
import { call } from '../../client'
import { languageOf, useTexts } from '../../i18n'

/** One page of the reports, newest first. By keyset only the next page is known: the way back is remembered here. */
export function useChargeReports(cursor: Readonly<Ref<string | undefined>>, goTo: (cursor?: string) => unknown) {
  const query = useQuery({
    key: () => [listChargeReports.url, { cursor: cursor.value ?? null }],
    query: ({ signal }) => call(listChargeReports, { querystring: { cursor: cursor.value } }, { signal }),
    placeholderData: (previous) => previous
  })
  const earlier = ref<(string | undefined)[]>([])
  return {
    ...query,
    reports: computed(() => query.data.value?.items ?? []),
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

/** One report. Every reading is noted, so it is read when it is opened, and not again on coming back to the window. */
export const useChargeReport = (id: () => string) =>
  useQuery({
    key: () => [getChargeReport.url, id()],
    query: ({ signal }) => call(getChargeReport, { params: { id: id() } }, { signal }),
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false
  })

export function useHandling() {
  const cache = useQueryCache()
  return async (id: string, note: string) => {
    const report = await call(handleChargeReport, { params: { id }, body: { note } })
    cache.setQueryData([getChargeReport.url, id], report)
    await cache.invalidateQueries({ key: [listChargeReports.url] })
    return report
  }
}

/** Who asked, in words. */
export function useAskerWords() {
  const { locale } = useTexts()
  return (asker: string) => chargeAskers.find(({ code }) => code === asker)?.[languageOf(locale.value)] ?? asker
}
