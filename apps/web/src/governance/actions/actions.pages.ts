import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/{actions,threads}.json')
const page = () => import('./ActionListPage.vue')

export const pages: StaffPage[] = [
  { name: 'actions', path: 'accoes', permission: 'committee.read', page, nav: 4, texts },
  {
    name: 'actionNew',
    path: 'accoes/nova',
    permission: 'committee.write',
    page,
    panel: () => import('./ActionNewPanel.vue'),
    act: true,
    texts
  },
  {
    name: 'action',
    path: 'accoes/:id',
    permission: 'committee.read',
    page,
    panel: () => import('./ActionPanel.vue'),
    texts
  }
]
