import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/webhooks.json')
const page = () => import('./WebhookListPage.vue')

export const pages: StaffPage[] = [
  { name: 'webhooks', path: 'webhooks', permission: 'webhook.read', page, nav: 4, texts },
  {
    name: 'webhookNew',
    path: 'webhooks/novo',
    permission: 'webhook.write',
    page,
    panel: () => import('./WebhookNewPanel.vue'),
    act: true,
    texts
  },
  {
    name: 'webhook',
    path: 'webhooks/:id',
    permission: 'webhook.read',
    page,
    panel: () => import('./WebhookPanel.vue'),
    texts
  }
]
