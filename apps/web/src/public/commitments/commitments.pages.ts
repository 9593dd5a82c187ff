import type { PublicPage } from '../page'

export const pages: PublicPage[] = [
  {
    name: 'commitments',
    path: { pt: '/disse-fizemos', en: '/you-said-we-did' },
    page: () => import('./CommitmentsPage.vue'),
    title: 'publicCommitments.title',
    description: 'publicCommitments.description',
    texts: ['publicCommitments', 'refusals']
  }
]
