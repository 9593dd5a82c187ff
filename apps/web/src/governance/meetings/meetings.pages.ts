import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/meetings.json')
const page = () => import('./MeetingListPage.vue')

export const pages: StaffPage[] = [
  { name: 'meetings', path: 'reunioes', permission: 'committee.read', page, nav: 2, texts },
  {
    name: 'meetingNew',
    path: 'reunioes/nova',
    permission: 'committee.write',
    page,
    panel: () => import('./MeetingNewPanel.vue'),
    act: true,
    texts
  },
  {
    name: 'meeting',
    path: 'reunioes/:id',
    permission: 'committee.read',
    page: () => import('./MeetingPage.vue'),
    texts
  }
]
