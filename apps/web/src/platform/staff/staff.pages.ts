import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/staff.json')
const page = () => import('./StaffListPage.vue')

export const pages: StaffPage[] = [
  { name: 'staff', path: 'utilizadores', permission: 'staff.read', page, nav: 1, texts },
  {
    name: 'memberNew',
    path: 'utilizadores/novo',
    permission: 'staff.write',
    page,
    panel: () => import('./MemberNewPanel.vue'),
    act: true,
    texts
  },
  {
    name: 'member',
    path: 'utilizadores/:id',
    permission: 'staff.read',
    page,
    panel: () => import('./MemberPanel.vue'),
    texts
  }
]
