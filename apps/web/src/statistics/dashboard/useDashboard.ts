import { useQuery } from '@pinia/colada'
import { getDashboard } from '@ponte/schema'
import { call } from '../../client'
import { readLanguage } from '../../staff/language'
import { useAttention } from '../../staff/useAttention'

const REFRESH_MS = 30_000

/** The dashboard's figures, asked for again every half minute while somebody looks, and on coming back to the page. */
export function useDashboard() {
  const language = readLanguage()
  const query = useQuery({
    key: [getDashboard.url, language],
    query: () => call(getDashboard, { querystring: { language } }),
    refetchOnWindowFocus: 'always'
  })
  useAttention(REFRESH_MS, () => void query.refetch())
  return query
}
