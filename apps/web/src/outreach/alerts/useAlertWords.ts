import { alertStates, type Alert } from '@ponte/schema'
import { languageOf, useTexts } from '../../i18n'
import { useCodeList } from '../../staff/codeLists'
import { placeParts } from './useAlerts'

/** The state, the place and the figures of an alert, in words. */
export function useAlertWords() {
  const { locale, t, n } = useTexts()
  const countries = useCodeList('countries')
  const areas = useCodeList('areas')
  const language = () => languageOf(locale.value)
  return {
    stateOf: (state: Alert['state']) => alertStates.find(({ code }) => code === state)![language()],
    shown: (count: number | null) => (count === null ? t('alerts.board.few') : n(count)),
    placeOf: (alert: Alert) => placeParts(alert, { country: countries.nameOf, area: areas.nameOf }),
    subjectOf: ({ pt, en }: Alert) => (language() === 'en' && en ? en : pt).subject
  }
}
