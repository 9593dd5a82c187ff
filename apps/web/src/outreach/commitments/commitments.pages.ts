import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/commitments.json')
const page = () => import('./CommitmentListPage.vue')
const panel = () => import('./CommitmentPanel.vue')

export const pages: StaffPage[] = [
  { name: 'commitments', path: 'disse-fizemos', permission: 'commitment.read', page, nav: 7, texts },
  {
    name: 'commitmentNew',
    path: 'disse-fizemos/nova',
    permission: 'commitment.write',
    page,
    panel,
    act: true,
    texts
  },
  { name: 'commitment', path: 'disse-fizemos/:id', permission: 'commitment.read', page, panel, texts }
]
