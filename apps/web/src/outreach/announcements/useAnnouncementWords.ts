import type { Announcement } from '@ponte/schema'
import { useTexts } from '../../i18n'
import { useCodeList } from '../../staff/codeLists'

/** Whom an announcement concerns, in words. */
export function useAnnouncementWords() {
  const { t } = useTexts()
  const { nameOf } = useCodeList('countries')
  return {
    whereOf: ({ countries }: Pick<Announcement, 'countries'>) =>
      countries.map((code) => nameOf(code)).join(', ') || t('announcements.everywhere')
  }
}
