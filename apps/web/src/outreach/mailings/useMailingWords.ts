import { mailingPurposes, mailingStates, recipientStates, type Mailing, type RecipientState } from '@ponte/schema'
import { computed } from 'vue'
import { languageOf, useTexts } from '../../i18n'
import { useCodeList } from '../../staff/codeLists'

/** The codes of a mailing in words. */
export function useMailingWords() {
  const { t, locale } = useTexts()
  const { nameOf } = useCodeList('countries')
  const language = computed(() => languageOf(locale.value))
  return {
    purposes: computed(() => mailingPurposes.map((one) => ({ value: one.code, label: one[language.value] }))),
    purposeOf: (code: Mailing['purpose']) => mailingPurposes.find((one) => one.code === code)![language.value],
    stateOf: (code: Mailing['state']) => mailingStates.find((one) => one.code === code)![language.value],
    outcomes: computed(() =>
      recipientStates.map((one) => ({ code: one.code as RecipientState, label: one[language.value] }))
    ),
    segmentOf: ({ countries }: Pick<Mailing, 'countries'>) =>
      countries.length ? countries.map((code) => nameOf(code)).join(', ') : t('mailings.everywhere')
  }
}
