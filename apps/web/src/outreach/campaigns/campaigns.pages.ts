import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/{campaigns,threads}.json')
const list = () => import('./CampaignListPage.vue')
const one = () => import('./CampaignPage.vue')

export const pages: StaffPage[] = [
  { name: 'campaigns', path: 'campanhas', permission: 'campaign.read', page: list, nav: 1, texts },
  {
    name: 'campaignNew',
    path: 'campanhas/nova',
    permission: 'campaign.write',
    page: list,
    panel: () => import('./CampaignNewPanel.vue'),
    act: true,
    texts
  },
  { name: 'campaign', path: 'campanhas/:id', permission: 'campaign.read', page: one, texts },
  {
    name: 'campaignEdit',
    path: 'campanhas/:id/mudar',
    permission: 'campaign.write',
    page: one,
    panel: () => import('./CampaignEditPanel.vue'),
    texts
  },
  {
    name: 'linkNew',
    path: 'campanhas/:id/ligacoes/nova',
    permission: 'campaign.write',
    page: one,
    panel: () => import('./LinkNewPanel.vue'),
    texts
  },
  {
    name: 'link',
    path: 'campanhas/:id/ligacoes/:linkId',
    permission: 'campaign.read',
    page: one,
    panel: () => import('./LinkPanel.vue'),
    texts
  }
]
