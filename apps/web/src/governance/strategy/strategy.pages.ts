import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/strategy.json')

export const pages: StaffPage[] = [
  {
    name: 'strategy',
    path: 'estrategia',
    permission: 'strategy.read',
    page: () => import('./StrategyPage.vue'),
    nav: 5,
    texts
  },
  {
    name: 'progressBoard',
    path: 'quadro-de-progresso',
    permission: 'strategy.read',
    page: () => import('./ProgressBoardPage.vue'),
    nav: 7,
    texts
  }
]
