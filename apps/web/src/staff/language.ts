import { remembered } from '../composables/remembered'
import { languages, type Language } from '../i18n'

const kept = remembered<Language>('language', languages[0])

/** The language that this member of staff chose on this device. */
export const readLanguage = (): Language => (languages.includes(kept.read()) ? kept.read() : languages[0])

/** Keeps the choice and starts again: every text and every open list then speaks it. */
export function chooseLanguage(language: Language) {
  kept.write(language)
  location.reload()
}
