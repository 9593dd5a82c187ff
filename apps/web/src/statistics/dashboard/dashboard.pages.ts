import type { StaffPage } from '../../staff/page'

export const pages: StaffPage[] = [
  {
    name: 'start',
    path: '',
    permission: 'statistics.read',
    page: () => import('./DashboardPage.vue'),
    texts: import.meta.glob('../../locales/*/{dashboard,references}.json')
  }
]
