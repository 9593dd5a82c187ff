import type { PublicPage } from '../page'

export const pages: PublicPage[] = [
  {
    name: 'privacy',
    path: { pt: '/privacidade', en: '/privacy' },
    page: () => import('./PrivacyPage.vue'),
    title: 'privacy.title',
    texts: ['privacy']
  }
]
