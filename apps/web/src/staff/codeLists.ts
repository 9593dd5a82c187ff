import { useQuery } from '@pinia/colada'
import { codeListNames, getCodeList } from '@ponte/schema'
import { computed } from 'vue'
import { call } from '../client'
import type { Option } from '../ui/options'
import { readLanguage } from './language'

export type CodeListName = (typeof codeListNames)[number]

/** A code list with names in the language of the interface. It changes with a new version of the product only. */
export function useCodeList(list: CodeListName) {
  const language = readLanguage()
  const { data } = useQuery({
    key: [getCodeList.url, list, language],
    query: () => call(getCodeList, { params: { list }, querystring: { language } }),
    staleTime: Infinity,
    gcTime: false
  })
  const items = computed(() => data.value?.items ?? [])
  const names = computed(() => new Map(items.value.map(({ code, name }) => [code, name])))
  return {
    items,
    /** The name of a code; the code itself until the list is there. */
    nameOf: (code: string | null | undefined) => (code ? (names.value.get(code) ?? code) : ''),
    options: computed<Option[]>(() => items.value.map(({ code, name }) => ({ value: code, label: name }))),
    /** The entries below one of another list: the areas of a country, the districts of a province. */
    optionsOf: (parent: string | null | undefined) =>
      items.value.filter((item) => item.parent === parent).map(({ code, name }) => ({ value: code, label: name }))
  }
}
