import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/helpers.json')
const page = () => import('./HelperListPage.vue')

export const pages: StaffPage[] = [
  { name: 'helpers', path: 'ajudantes', permission: 'helper.read', page, nav: 2, texts },
  {
    name: 'helperNew',
    path: 'ajudantes/novo',
    permission: 'helper.write',
    page,
    panel: () => import('./HelperNewPanel.vue'),
    act: true,
    texts
  }
]
