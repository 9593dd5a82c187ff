import { useQuery } from '@pinia/colada'
import { listReferences } from '@ponte/schema'
import { call } from '../../client'
import { readLanguage } from '../../staff/language'

const HOUR_MS = 3_600_000

/** Outside figures. They change with a new version of the product only. */
export function useReferences() {
  const language = readLanguage()
  return useQuery({
    key: [listReferences.url, language],
    query: () => call(listReferences, { querystring: { language } }),
    staleTime: HOUR_MS,
    refetchOnWindowFocus: false
  })
}
