import type { TrackedLink } from '@ponte/schema'
import { useTexts } from '../../i18n'
import type { Messages } from '../../composables/useForm'
import { wholeNumber } from './campaignForm'

/** A link as it is typed. */
export interface LinkForm {
  channel: TrackedLink['channel'] | ''
  place: string
  messenger: string
  cost: string
  code: string
}

export const emptyLink = (): LinkForm => ({ channel: '', place: '', messenger: '', cost: '', code: '' })

export const costOf = (text: string) => (text.trim() === '' ? 0 : wholeNumber(text))

/** What is missing, said beside each field. */
export function useLinkCheck() {
  const { t } = useTexts()
  return ({ channel, cost, code }: LinkForm): Messages => ({
    channel: channel ? undefined : t('campaigns.links.channelMissing'),
    cost: Number.isNaN(costOf(cost)) ? t('campaigns.form.numberWrong') : undefined,
    code: !code.trim() || /^[a-z][a-z0-9-]{1,23}$/i.test(code.trim()) ? undefined : t('campaigns.links.codeWrong')
  })
}
