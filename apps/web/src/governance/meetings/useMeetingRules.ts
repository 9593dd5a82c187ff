import { useTexts } from '../../i18n'
import type { MeetingValues } from './meetingForm'

/** What a meeting needs, for planning and for changing one. */
export function useMeetingRules() {
  const { t } = useTexts()
  return ({ title, localStart, minutes, link }: MeetingValues) => ({
    title: title.trim() ? undefined : t('meetings.form.titleMissing'),
    localStart: localStart ? undefined : t('meetings.form.startMissing'),
    minutes:
      /^\d+$/.test(minutes) && Number(minutes) >= 5 && Number(minutes) <= 1440
        ? undefined
        : t('meetings.form.minutesWrong'),
    link: !link.trim() || /^https:\/\/\S+$/.test(link.trim()) ? undefined : t('meetings.form.linkWrong')
  })
}
