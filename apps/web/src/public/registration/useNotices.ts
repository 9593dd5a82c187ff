import { computed, onMounted, ref, watch } from 'vue'
import { listNotices, type Notice } from '@ponte/schema'
import { call } from '../../client'
import { languageOf, useTexts } from '../../i18n'

const byLanguage = ref<Record<string, readonly Notice[]>>({})

/** The notice and the text of each purpose as in force, in the language of the page; loaded at once unless somebody asks later. */
export function useNotices({ atOnce = true } = {}) {
  const { locale } = useTexts()
  const language = computed(() => languageOf(locale.value))
  const failure = ref<unknown>()
  const notices = computed(() => byLanguage.value[language.value])

  /** `fresh` asks again: the text may have changed since the page was opened. */
  async function load({ fresh = false } = {}) {
    failure.value = undefined
    const wanted = language.value
    if (byLanguage.value[wanted] && !fresh) return
    try {
      const { items } = await call(listNotices, { querystring: { language: wanted } })
      byLanguage.value = { ...byLanguage.value, [wanted]: items }
    } catch (error) {
      failure.value = error
    }
  }
  if (atOnce) onMounted(() => load())
  watch(language, () => load())

  return {
    notices,
    failure,
    load,
    noticeOf: (purpose: string) => notices.value?.find((one) => one.purpose === purpose)
  }
}
