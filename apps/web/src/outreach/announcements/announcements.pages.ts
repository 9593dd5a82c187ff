import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/announcements.json')
const page = () => import('./AnnouncementListPage.vue')
const panel = () => import('./AnnouncementPanel.vue')

export const pages: StaffPage[] = [
  { name: 'announcements', path: 'avisos', permission: 'announcement.read', page, nav: 5, texts },
  {
    name: 'announcementNew',
    path: 'avisos/novo',
    permission: 'announcement.write',
    page,
    panel,
    act: true,
    texts
  },
  { name: 'announcement', path: 'avisos/:id', permission: 'announcement.read', page, panel, texts }
]
