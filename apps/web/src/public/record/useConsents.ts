import { computed, reactive } from 'vue'
import type { MyRecord, Purpose } from '@ponte/schema'
import { languageOf, useTexts } from '../../i18n'
import { useNotices } from '../registration/useNotices'
import { useRecord } from './useRecord'

export type Answer = '' | 'yes' | 'no'

/** What is agreed to on the page of a section: a yes or a no for each purpose, nothing chosen beforehand. */
export function useConsents(record: MyRecord, purposes: readonly Purpose[]) {
  const { locale } = useTexts()
  const { notices } = useNotices()
  const { consent } = useRecord()
  const given = (purpose: Purpose) => record.consents.find((one) => one.purpose === purpose)?.given
  const before = Object.fromEntries(purposes.map((purpose) => [purpose, given(purpose)]))
  const answerOf = (was: boolean | undefined): Answer => (was === undefined ? '' : was ? 'yes' : 'no')
  const answers = reactive<Record<string, Answer>>(
    Object.fromEntries(purposes.map((purpose) => [purpose, answerOf(before[purpose])]))
  )

  /** Only what changed is sent: each answer is written down with its date. */
  async function save() {
    for (const purpose of purposes) {
      const notice = notices.value?.find((one) => one.purpose === purpose)
      const wanted = answers[purpose] === 'yes'
      if (!answers[purpose] || !notice || wanted === (before[purpose] ?? false)) continue
      await consent(purpose, wanted, notice.version, languageOf(locale.value))
      before[purpose] = wanted
    }
  }

  const agrees = (purpose: Purpose) => answers[purpose] === 'yes'
  const texts = computed(() => notices.value?.filter(({ purpose }) => purposes.includes(purpose)) ?? [])
  return { answers, texts, agrees, save }
}
