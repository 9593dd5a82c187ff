import type { PublicPage } from '../page'

const texts = ['publicStrategy', 'refusals']

export const pages: PublicPage[] = [
  {
    name: 'strategy',
    path: { pt: '/estrategia', en: '/strategy' },
    page: () => import('./StrategyPage.vue'),
    title: 'publicStrategy.title',
    description: 'publicStrategy.description',
    texts
  },
  {
    name: 'strategy.progress',
    path: { pt: '/estrategia/progresso', en: '/strategy/progress' },
    page: () => import('./ProgressPage.vue'),
    title: 'publicStrategy.progress.title',
    description: 'publicStrategy.progress.description',
    texts
  }
]
