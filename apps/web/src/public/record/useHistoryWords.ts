import { purposes, type HistoryEntry } from '@ponte/schema'
import { useTexts } from '../../i18n'
import { useWords } from './useWords'

/** In the middle of a sentence. */
const small = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** What somebody did to the record, as a sentence: "O consulado viu o seu registo". */
export function useHistoryWords() {
  const texts = useTexts()
  const { t, label } = useWords()

  const who = ({ actorKind, actorName }: HistoryEntry) =>
    actorName && actorKind !== 'registrant' ? actorName : t(`record.history.actors.${actorKind}`)
  const field = (name: string) =>
    label(purposes, name) || (texts.te(`record.fields.${name}`) ? small(t(`record.fields.${name}`)) : '')

  return (entry: HistoryEntry) => {
    const byStaff = `record.history.byStaff.${entry.action}`
    const key = entry.actorKind === 'staff' && texts.te(byStaff) ? byStaff : `record.history.actions.${entry.action}`
    const fields = [...new Set(entry.fields.map(field))].filter(Boolean).join(', ')
    const words = { who: who(entry), fields: fields || t('record.history.something') }
    return texts.te(key) ? t(key, words) : t('record.history.other', words)
  }
}
