import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/{tours,threads}.json')
const page = () => import('./TourListPage.vue')

export const pages: StaffPage[] = [
  { name: 'tours', path: 'viagens', permission: 'tour.read', page, nav: 5, texts },
  {
    name: 'tourNew',
    path: 'viagens/nova',
    permission: 'tour.write',
    page,
    panel: () => import('./TourNewPanel.vue'),
    act: true,
    texts
  },
  { name: 'tour', path: 'viagens/:id', permission: 'tour.read', page: () => import('./TourPage.vue'), texts },
  {
    name: 'tourNotes',
    path: 'viagens/:id/notas',
    permission: 'tour.read',
    page: () => import('./TourNotesPage.vue'),
    texts
  }
]
