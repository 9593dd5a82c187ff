import { alertStates, type Alert } from '@ponte/schema'
import { useI18n } from 'vue-i18n'
import { languageOf } from '../../i18n'
import { useCodeList } from '../../staff/codeLists'
import { placeParts } from './useAlerts'

/** The state and the place of an alert, in words. */
export function useAlertWords() {
  const { locale } = useI18n({ useScope: 'global' })
  const countries = useCodeList('countries')
  const areas = useCodeList('areas')
  const language = () => languageOf(locale.value)
  return {
    stateOf: (state: Alert['state']) => alertStates.find(({ code }) => code === state)![language()],
    placeOf: (alert: Alert) => placeParts(alert, { country: countries.nameOf, area: areas.nameOf }),
    subjectOf: ({ pt, en }: Alert) => (language() === 'en' && en ? en : pt).subject
  }
}
