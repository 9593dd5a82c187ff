import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/{decisions,threads}.json')
const page = () => import('./DecisionListPage.vue')

export const pages: StaffPage[] = [
  { name: 'decisions', path: 'decisoes', permission: 'committee.read', page, nav: 3, texts },
  {
    name: 'decision',
    path: 'decisoes/:id',
    permission: 'committee.read',
    page,
    panel: () => import('./DecisionPanel.vue'),
    texts
  }
]
