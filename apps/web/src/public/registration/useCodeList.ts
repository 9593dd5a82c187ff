import { computed, onMounted, ref, watch } from 'vue'
import { getCodeList, type codeListNames } from '@ponte/schema'

import { call } from '../../client'
import { type Language, languageOf, useTexts } from '../../i18n'

export type ListName = (typeof codeListNames)[number]
export interface ListItem {
  code: string
  name: string
  parent?: string
}

const lists = ref<Record<string, readonly ListItem[]>>({})
const loading = new Map<string, Promise<void>>()

/** Fetches a list once for each language. Offline it is tried again when somebody asks or the line comes back. */
export function loadCodeList(list: ListName, language: Language) {
  const key = `${list} ${language}`
  if (lists.value[key]) return Promise.resolve()
  const under = loading.get(key)
  if (under) return under
  const load = call(getCodeList, { params: { list }, querystring: { language } })
    .then(({ items }) => void (lists.value = { ...lists.value, [key]: items }))
    .catch(() => undefined)
    .finally(() => loading.delete(key))
  loading.set(key, load)
  return load
}

/** A list that is too large to be part of the page, with names in the language of the page. */
export function useCodeList(list: ListName) {
  const { locale } = useTexts()
  const language = computed(() => languageOf(locale.value))
  const items = computed(() => lists.value[`${list} ${language.value}`])
  const load = () => loadCodeList(list, language.value)
  onMounted(() => {
    void load()
    window.addEventListener('online', load, { once: true })
  })
  watch(language, load)

  const options = computed(() => (items.value ?? []).map(({ code, name }) => ({ value: code, label: name })))
  const nameOf = (code: string | null | undefined) =>
    items.value?.find((item) => item.code === code)?.name ?? code ?? ''
  return { items, options, nameOf, load }
}
