import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/mailings.json')

export const pages: StaffPage[] = [
  {
    name: 'mailings',
    path: 'mensagens',
    permission: 'mailing.read',
    page: () => import('./MailingListPage.vue'),
    nav: 2,
    texts
  },
  {
    name: 'mailingNew',
    path: 'mensagens/nova',
    permission: 'mailing.write',
    page: () => import('./MailingNewPage.vue'),
    act: true,
    texts
  },
  {
    name: 'mailing',
    path: 'mensagens/:id',
    permission: 'mailing.read',
    page: () => import('./MailingPage.vue'),
    texts
  },
  {
    name: 'mailingEdit',
    path: 'mensagens/:id/mudar',
    permission: 'mailing.write',
    page: () => import('./MailingEditPage.vue'),
    texts
  }
]
