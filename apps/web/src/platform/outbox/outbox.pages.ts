import type { StaffPage } from '../../staff/page'

export const pages: StaffPage[] = [
  {
    name: 'outbox',
    path: 'caixa-de-saida',
    permission: 'development',
    page: () => import('./OutboxPage.vue'),
    nav: 9,
    texts: import.meta.glob('../../locales/*/outbox.json')
  }
]
