import type { PublicPage } from '../page'

export const pages: PublicPage[] = [
  {
    name: 'leave',
    path: { pt: '/sair', en: '/leave' },
    page: () => import('./LeavePage.vue'),
    title: 'leave.title',
    texts: ['leave']
  }
]
