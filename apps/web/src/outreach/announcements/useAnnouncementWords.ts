import type { Announcement } from '@ponte/schema'
import { useI18n } from 'vue-i18n'
import { useCodeList } from '../../staff/codeLists'

/** Whom an announcement concerns, in words. */
export function useAnnouncementWords() {
  const { t } = useI18n({ useScope: 'global' })
  const { nameOf } = useCodeList('countries')
  return {
    whereOf: ({ countries }: Pick<Announcement, 'countries'>) =>
      countries.map((code) => nameOf(code)).join(', ') || t('announcements.everywhere')
  }
}
