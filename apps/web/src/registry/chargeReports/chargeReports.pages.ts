import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/chargeReports.json')
const page = () => import('./ChargeReportListPage.vue')

export const pages: StaffPage[] = [
  { name: 'chargeReports', path: 'denuncias', permission: 'chargeReport.read', page, nav: 3, texts },
  {
    name: 'chargeReport',
    path: 'denuncias/:id',
    permission: 'chargeReport.read',
    page,
    panel: () => import('./ChargeReportPanel.vue'),
    texts
  }
]
