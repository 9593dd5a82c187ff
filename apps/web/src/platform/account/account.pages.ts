import type { StaffPage } from '../../staff/page'

export const pages: StaffPage[] = [
  {
    name: 'account',
    path: 'conta',
    permission: 'staff.self',
    page: () => import('./AccountPage.vue'),
    texts: import.meta.glob('../../locales/*/account.json')
  }
]
