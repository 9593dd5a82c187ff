import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/committee.json')
const page = () => import('./CommitteePage.vue')

export const pages: StaffPage[] = [
  { name: 'committee', path: 'comite', permission: 'committee.read', page, nav: 1, texts },
  {
    name: 'seatNew',
    path: 'comite/novo',
    permission: 'committee.write',
    page,
    panel: () => import('./SeatNewPanel.vue'),
    act: true,
    texts
  },
  {
    name: 'seat',
    path: 'comite/:id',
    permission: 'committee.read',
    page,
    panel: () => import('./SeatPanel.vue'),
    texts
  }
]
