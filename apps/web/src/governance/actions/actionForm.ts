import { useTexts } from '../../i18n'

/** An action as it is typed. */
export interface ActionForm {
  title: string
  seatId: string
  person: string
  dueOn: string
  note: string
}

/** What is sent of what was typed. */
export const bodyOf = ({ title, seatId, person, dueOn, note }: ActionForm) => ({
  title: title.trim(),
  seatId,
  person: person.trim() || null,
  dueOn,
  note: note.trim() || null
})

/** What an action needs, for adding and for changing one. */
export function useActionRules() {
  const { t } = useTexts()
  return ({ title, seatId, dueOn }: ActionForm) => ({
    title: title.trim() ? undefined : t('actions.form.titleMissing'),
    seatId: seatId ? undefined : t('actions.form.seatMissing'),
    dueOn: dueOn ? undefined : t('actions.form.dueMissing')
  })
}
