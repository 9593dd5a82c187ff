import {
  compile,
  createCoreContext,
  fallbackWithSimple,
  isMessageAST,
  registerMessageCompiler,
  resolveValue,
  translate
} from '@intlify/core-base'
import { inject, ref, shallowRef, type App, type InjectionKey, type Ref } from 'vue'
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

type Messages = Record<string, unknown>

/** What a country and its people are called: texts say `@:{'country.in'}`, and a deployment brings the words. */
export type CountryWords = Record<keyof typeof pt, string>

registerMessageCompiler(compile)

/** Values by name, or a number that the text has forms for. Keys are not typed: lint looks for missing ones. */
type Values = Record<string, unknown> | number

/** The texts of an app in the language that it speaks, and how that writes dates and numbers. */
export interface Texts {
  /** The BCP 47 tag of the language. */
  readonly locale: Ref<string>
  /** The text of a key; the key where there is none. A number chooses among its forms. */
  t: (key: string, values?: Values, form?: number) => string
  /** Is there such a text? */
  te: (key: string) => boolean
  /** The texts of a list. */
  all: (key: string, values?: Record<string, unknown>) => string[]
  d: (moment: Date | number | string, format: keyof typeof dates) => string
  n: (number: number, options?: Intl.NumberFormatOptions) => string
  /** Adds texts; under the name of a feature they become keys. */
  add: (language: Language, feature: string, messages: unknown) => void
  install: (app: App) => void
}

const textsKey: InjectionKey<Texts> = Symbol('texts')

/**
 * One for each app, since on the server several pages are rendered side by side. Texts are compiled when the pages are built and
 * said by the core of vue-i18n: its components, directives and scopes, of which we use none, would be 5 KB of what is loaded first.
 */
export function createTexts(language: Language, words?: Record<Language, CountryWords>): Texts {
  const locale = ref<string>(tags[language])
  const messages = shallowRef<Record<string, Messages>>({
    [tags.pt]: { country: words?.pt ?? pt },
    [tags.en]: { country: words?.en ?? en }
  })
  const core = createCoreContext({
    locale: tags[language],
    fallbackLocale: tags.pt,
    localeFallbacker: fallbackWithSimple,
    messageResolver: resolveValue,
    // Lint looks for missing ones, and a key on the screen says so itself.
    missingWarn: false,
    fallbackWarn: false,
    messages: messages.value as never
  })
  /** Whoever says a text says it anew when the language or its texts change. */
  const current = () => Object.assign(core, { locale: locale.value, messages: messages.value }) as typeof core
  const find = (key: string): unknown => {
    for (const tag of [locale.value, tags.pt]) {
      const found: unknown = resolveValue(messages.value[tag] ?? {}, key)
      if (found !== null && found !== undefined) return found
    }
    return undefined
  }
  const say = (...args: unknown[]) => String(Reflect.apply(translate, undefined, [current(), ...args]))
  const dateFormats = new Map<string, Intl.DateTimeFormat>()
  const numberFormats = new Map<string, Intl.NumberFormat>()
  const texts: Texts = {
    locale,
    t: (key, values, form) => say(...[key, values, form].filter((one) => one !== undefined)),
    te: (key) => isMessage(find(key)),
    all: (key, values = {}) =>
      Object.values(find(key) ?? {}).map((message) => say(message, values, { resolvedMessage: true })),
    d(moment, format) {
      const name = `${locale.value} ${format}`
      const known = dateFormats.get(name) ?? new Intl.DateTimeFormat(locale.value, dates[format])
      dateFormats.set(name, known)
      return known.format(new Date(moment))
    },
    n(number, options) {
      const name = `${locale.value} ${JSON.stringify(options ?? {})}`
      const known = numberFormats.get(name) ?? new Intl.NumberFormat(locale.value, options)
      numberFormats.set(name, known)
      return known.format(number)
    },
    add(of, feature, added) {
      const tag = tags[of]
      messages.value = { ...messages.value, [tag]: { ...messages.value[tag], [feature]: added } }
    },
    install: (app) => void app.provide(textsKey, texts)
  }
  return texts
}

/** The texts of the app that a component is part of. */
export function useTexts(): Texts {
  const texts = inject(textsKey, null)
  if (!texts) throw new Error('This app has no texts: `app.use(createTexts(…))`.')
  return texts
}

/** A text as it is written, or compiled. */
const isMessage = (value: unknown) => typeof value === 'string' || typeof value === 'function' || isMessageAST(value)

const loaded = new WeakMap<Texts, Set<string>>()

/** Loads the texts of a feature in one language. Under the file's name they become keys: `home.title`. */
export async function loadTexts(texts: Texts, language: Language, files: TextFiles) {
  const done = loaded.get(texts) ?? new Set()
  loaded.set(texts, done)
  await Promise.all(
    Object.entries(files).map(async ([path, load]) => {
      const [, ofLanguage, feature] = /([a-z]+)\/([^/]+)\.json$/.exec(path) ?? []
      if (ofLanguage !== language || !feature || done.has(path)) return
      const { default: messages } = (await load()) as { default: unknown }
      texts.add(language, feature, messages)
      done.add(path)
    })
  )
}

/** Switches to a language whose texts are loaded. */
export function speak(texts: Texts, language: Language) {
  texts.locale.value = tags[language]
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
