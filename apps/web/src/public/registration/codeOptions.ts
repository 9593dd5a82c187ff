import type { Code } from '@ponte/schema'
import type { Language } from '../../i18n'
import type { Option } from '../../ui/options'

/** A code list of the contract as things to choose, in a language. */
export const optionsOf = <C extends string>(list: readonly Code<C>[], language: Language): Option<C>[] =>
  list.map((entry) => ({ value: entry.code, label: entry[language] }))

/** The words for one code, or an empty text. */
export const labelOf = (list: readonly Code[], code: string | null | undefined, language: Language) =>
  list.find((entry) => entry.code === code)?.[language] ?? ''
