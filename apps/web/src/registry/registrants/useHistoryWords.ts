import type { HistoryEntry } from '@ponte/schema'
import { useTexts } from '../../i18n'
import { useLabels } from './labels'

/** Fields that say together what one of them alone would say. */
const shownOnce = (names: readonly string[]) => [...new Set(names)]

/** An entry of the history as a sentence: who did what. */
export function useHistoryWords() {
  const { t, te } = useTexts()
  const { label } = useLabels()
  const nameOf = (field: string) =>
    te(`registrantFields.fields.${field}`) ? t(`registrantFields.fields.${field}`) : field
  /** Of a consent the field is the purpose. */
  const purposesOf = (fields: readonly string[]) => fields.map((field) => `«${label('purposes', field)}»`).join(', ')

  return ({ action, actorKind, actorName, fields }: HistoryEntry) => {
    const key = `registrants.history.actions.${action.replace(/^registrant\./, '')}`
    const who = actorName ?? t(`registrants.history.actors.${actorKind}`)
    const what = /^(consent|mailing)\./.test(action)
      ? purposesOf(fields)
      : shownOnce(fields).map(nameOf).join(', ').toLowerCase()
    return te(key) ? t(key, { who, what }) : t('registrants.history.actions.other', { who, action })
  }
}
