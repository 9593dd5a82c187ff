import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/{framework,threads}.json')
const shared = { page: () => import('./FrameworkPage.vue'), permission: 'strategy.write', texts } as const

export const pages: StaffPage[] = [
  { ...shared, name: 'framework', path: 'quadro-de-resultados', permission: 'strategy.read', nav: 6 },
  {
    ...shared,
    name: 'frameworkPartNew',
    path: 'quadro-de-resultados/partes/nova',
    panel: () => import('./PartNewPanel.vue')
  },
  {
    ...shared,
    name: 'frameworkPart',
    path: 'quadro-de-resultados/partes/:id',
    panel: () => import('./PartPanel.vue')
  },
  {
    ...shared,
    name: 'activityNew',
    path: 'quadro-de-resultados/partes/:id/actividade',
    panel: () => import('./ActivityNewPanel.vue')
  },
  {
    ...shared,
    name: 'indicatorNew',
    path: 'quadro-de-resultados/partes/:id/indicador',
    panel: () => import('./IndicatorNewPanel.vue')
  },
  {
    ...shared,
    name: 'activity',
    path: 'quadro-de-resultados/actividades/:id',
    panel: () => import('./ActivityPanel.vue')
  },
  {
    ...shared,
    name: 'indicator',
    path: 'quadro-de-resultados/indicadores/:id',
    panel: () => import('./IndicatorPanel.vue')
  }
]
