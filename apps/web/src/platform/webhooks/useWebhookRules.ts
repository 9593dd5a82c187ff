import { useTexts } from '../../i18n'
import type { WebhookValues } from './useWebhooks'

/** What a webhook needs, for adding and for changing one. Whether its address is public, the server says. */
export function useWebhookRules() {
  const { t } = useTexts()
  return {
    check: ({ description, url, types }: WebhookValues) => ({
      description: description.trim() ? undefined : t('webhooks.form.descriptionMissing'),
      url: url.trim() ? undefined : t('webhooks.form.urlMissing'),
      types: types.length ? undefined : t('webhooks.form.typesMissing')
    })
  }
}
