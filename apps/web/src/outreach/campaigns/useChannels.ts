import { linkChannels, type TrackedLink } from '@ponte/schema'
import { computed } from 'vue'
import { languageOf, useTexts } from '../../i18n'

/** The ways by which a link reaches people, in the language of the interface. */
export function useChannels() {
  const { locale } = useTexts()
  const language = computed(() => languageOf(locale.value))
  return {
    options: computed(() => linkChannels.map((one) => ({ value: one.code, label: one[language.value] }))),
    nameOf: (code: TrackedLink['channel']) => linkChannels.find((one) => one.code === code)![language.value]
  }
}
