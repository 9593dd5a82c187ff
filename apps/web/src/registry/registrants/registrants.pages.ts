import type { StaffPage } from '../../staff/page'
import { addSearchSource } from '../../staff/search'
import { findPeople } from './findPeople'

const texts = import.meta.glob(
  '../../locales/*/{registrants,registrantFields,personQuestions,counter,edit,assistance}.json'
)
const list = () => import('./RegistrantListPage.vue')

export const pages: StaffPage[] = [
  { name: 'registrants', path: 'pessoas', permission: 'registrant.read', page: list, nav: 1, texts },
  {
    name: 'registrantNew',
    path: 'pessoas/nova',
    permission: 'registrant.write',
    page: () => import('./CounterPage.vue'),
    act: true,
    texts
  },
  {
    name: 'registrantErased',
    path: 'pessoas/apagado',
    permission: 'registrant.write',
    page: () => import('./RegistrantErasedPage.vue'),
    texts
  },
  {
    name: 'registrant',
    path: 'pessoas/:id',
    permission: 'registrant.read',
    page: list,
    panel: () => import('./RegistrantPanel.vue'),
    texts
  },
  {
    name: 'registrantEdit',
    path: 'pessoas/:id/corrigir',
    permission: 'registrant.write',
    page: () => import('./RegistrantEditPage.vue'),
    texts
  }
]

addSearchSource({ title: 'frame.search.people', permission: 'registrant.read', find: findPeople })
