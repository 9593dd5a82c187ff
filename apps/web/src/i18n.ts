import { createI18n } from 'vue-i18n'
import en from './locales/en/country.json'
import pt from './locales/pt/country.json'

/** The languages of the interface; the first is the default and has no prefix in public addresses. */
export const languages = ['pt', 'en'] as const
export type Language = (typeof languages)[number]

/** How dates and numbers are written: as in Mozambique, and in English as the day comes before the month. */
const tags: Record<Language, string> = { pt: 'pt-MZ', en: 'en-GB' }

/** The language names in their own language, for the switch. */
export const languageNames: Record<Language, string> = { pt: 'Português', en: 'English' }

/** Text files of a feature, by `import.meta.glob('../../locales/*\/<feature>.json')`: one per language, loaded when needed. */
export type TextFiles = Record<string, () => Promise<unknown>>

const day = { day: 'numeric', month: 'long', year: 'numeric' } as const
const dates = {
  day,
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  moment: { ...day, hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' }
} as const

/** Keys are not typed: a feature's texts are loaded with its pages, and lint looks for missing ones. */
type Messages = Record<string, never>

/** What a country and its people are called: texts say `@:{'country.in'}`, and a deployment brings the words. */
export type CountryWords = Record<keyof typeof pt, string>

/** One for each app, since on the server several pages are rendered side by side. */
export function createTexts(language: Language, words?: Record<Language, CountryWords>) {
  return createI18n<[Messages], string, false>({
    legacy: false,
    locale: tags[language],
    fallbackLocale: tags.pt,
    missingWarn: import.meta.env.DEV,
    fallbackWarn: false,
    messages: {
      [tags.pt]: { country: words?.pt ?? pt },
      [tags.en]: { country: words?.en ?? en }
    } as unknown as Record<string, Messages>,
    datetimeFormats: { [tags.pt]: dates, [tags.en]: dates },
    numberFormats: { [tags.pt]: {}, [tags.en]: {} }
  })
}
export type Texts = ReturnType<typeof createTexts>

const loaded = new WeakMap<Texts, Set<string>>()

/** Loads the texts of a feature in one language. Under the file's name they become keys: `home.title`. */
export async function loadTexts(texts: Texts, language: Language, files: TextFiles) {
  const done = loaded.get(texts) ?? new Set()
  loaded.set(texts, done)
  await Promise.all(
    Object.entries(files).map(async ([path, load]) => {
      const [, ofLanguage, feature] = /([a-z]+)\/([^/]+)\.json$/.exec(path) ?? []
      if (ofLanguage !== language || !feature || done.has(path)) return
      const { default: messages } = (await load()) as { default: Record<string, unknown> }
      texts.global.mergeLocaleMessage(tags[language], { [feature]: messages })
      done.add(path)
    })
  )
}

/** Switches to a language whose texts are loaded. */
export function speak(texts: Texts, language: Language) {
  texts.global.locale.value = tags[language]
  if (typeof document !== 'undefined') document.documentElement.lang = tags[language]
}

/** `pt-MZ` is `pt`. */
export const languageOf = (locale: string): Language => (locale.slice(0, 2) === 'en' ? 'en' : 'pt')

/** The BCP 47 tag of a language, for `lang` attributes and `Intl`. */
export const tagOf = (language: Language) => tags[language]

/** The name of a country, or nothing where the browser has none: Safari before 14.1 and Firefox before 86 know no names. */
export function countryName(code: string, locale: string) {
  try {
    const name = new Intl.DisplayNames([locale], { type: 'region' }).of(code)
    return name === code ? undefined : name
  } catch {
    return undefined
  }
}
