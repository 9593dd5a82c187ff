import type { PublicPage } from '../page'

export const pages: PublicPage[] = [
  {
    name: 'announcements',
    path: { pt: '/avisos', en: '/announcements' },
    page: () => import('./AnnouncementsPage.vue'),
    title: 'publicAnnouncements.title',
    description: 'publicAnnouncements.description',
    texts: ['publicAnnouncements', 'refusals']
  }
]
