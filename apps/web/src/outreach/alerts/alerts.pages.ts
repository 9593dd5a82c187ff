import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/alerts.json')

export const pages: StaffPage[] = [
  {
    name: 'alerts',
    path: 'alertas',
    permission: 'alert.read',
    page: () => import('./AlertListPage.vue'),
    nav: 6,
    texts
  },
  {
    name: 'alertNew',
    path: 'alertas/novo',
    permission: 'alert.write',
    page: () => import('./AlertNewPage.vue'),
    act: true,
    texts
  },
  { name: 'alert', path: 'alertas/:id', permission: 'alert.read', page: () => import('./AlertPage.vue'), texts }
]
