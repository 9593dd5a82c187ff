import { computed } from 'vue'
import type { Code } from '@ponte/schema'
import { languageOf, useTexts } from '../../i18n'
import { labelOf, optionsOf } from '../registration/codeOptions'
import { useCodeList, type ListName } from '../registration/useCodeList'

const listNames = ['countries', 'areas', 'provinces', 'languages', 'skills'] as const

/** Codes in words, in the language of the page. */
export function useWords() {
  const { t, d, locale } = useTexts()
  const language = computed(() => languageOf(locale.value))
  const lists = Object.fromEntries(listNames.map((name) => [name, useCodeList(name)])) as Record<
    (typeof listNames)[number],
    ReturnType<typeof useCodeList>
  >
  return {
    t,
    /** What ties the person to the country; of a child it is said by who cares for it. */
    linkWords: (code: string, isChild: boolean) => t(`person.link.${isChild ? 'theirs' : 'mine'}.${code}`),
    day: (date: string) => d(new Date(date.length === 10 ? `${date}T12:00` : date), 'day'),
    label: (list: readonly Code[], code: string | null | undefined) => labelOf(list, code, language.value),
    options: <C extends string>(list: readonly Code<C>[]) => optionsOf(list, language.value),
    nameOf: (list: (typeof listNames)[number] & ListName, code: string | null | undefined) => lists[list].nameOf(code)
  }
}
export type Words = ReturnType<typeof useWords>
