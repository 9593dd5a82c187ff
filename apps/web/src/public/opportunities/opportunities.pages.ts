import type { PublicPage } from '../page'

export const pages: PublicPage[] = [
  {
    name: 'opportunities',
    path: { pt: '/oportunidades', en: '/opportunities' },
    page: () => import('./OpportunitiesPage.vue'),
    title: 'publicOpportunities.title',
    description: 'publicOpportunities.description',
    texts: ['publicOpportunities', 'refusals']
  }
]
