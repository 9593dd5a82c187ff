import type { PublicPage } from '../page'

export const pages: PublicPage[] = [
  {
    name: 'report',
    path: { pt: '/denunciar', en: '/report' },
    page: () => import('./ChargeReportPage.vue'),
    title: 'report.title',
    description: 'report.description',
    texts: ['report', 'refusals']
  }
]
