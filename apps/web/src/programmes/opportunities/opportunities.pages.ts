import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/{opportunities,threads}.json')
const form = () => import('./OpportunityFormPage.vue')

export const pages: StaffPage[] = [
  {
    name: 'opportunities',
    path: 'oportunidades',
    permission: 'programme.read',
    page: () => import('./OpportunityListPage.vue'),
    nav: 1,
    texts
  },
  { name: 'opportunityNew', path: 'oportunidades/nova', permission: 'programme.write', page: form, texts },
  { name: 'opportunityEdit', path: 'oportunidades/:id/mudar', permission: 'programme.write', page: form, texts },
  {
    name: 'opportunity',
    path: 'oportunidades/:id',
    permission: 'programme.read',
    page: () => import('./OpportunityPage.vue'),
    texts
  }
]
