import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/clients.json')
const page = () => import('./ClientListPage.vue')

export const pages: StaffPage[] = [
  { name: 'clients', path: 'clientes', permission: 'client.read', page, nav: 3, texts },
  {
    name: 'clientNew',
    path: 'clientes/novo',
    permission: 'client.write',
    page,
    panel: () => import('./ClientNewPanel.vue'),
    act: true,
    texts
  },
  {
    name: 'client',
    path: 'clientes/:id',
    permission: 'client.read',
    page,
    panel: () => import('./ClientPanel.vue'),
    texts
  }
]
