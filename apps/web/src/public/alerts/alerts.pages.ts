import type { PublicPage } from '../page'

export const pages: PublicPage[] = [
  {
    name: 'alert',
    path: { pt: '/alerta', en: '/alert' },
    page: () => import('./AlertCallPage.vue'),
    title: 'alertCall.title',
    texts: ['alertCall']
  }
]
