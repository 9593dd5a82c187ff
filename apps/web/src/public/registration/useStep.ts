import { useTexts } from '../../i18n'
import { useRegistration } from './useRegistration'

/** What every step needs: the form, its words, and the words that change with whom they speak to. */
export function useStep() {
  const { t } = useTexts()
  const registration = useRegistration()
  return {
    ...registration,
    values: registration.form.values,
    t,
    /** `name.title` is `steps.name.title.self`, `.child` or `.other`. */
    tv: (key: string) => t(`steps.${key}.${registration.voice.value}`)
  }
}
