import type { StaffPage } from '../../staff/page'

const door = { permission: 'public', door: true } as const

export const pages: StaffPage[] = [
  { name: 'signIn', path: 'entrar', ...door, page: () => import('./SignInPage.vue') },
  { name: 'setup', path: 'comecar', ...door, page: () => import('./SetupPage.vue') },
  { name: 'invitation', path: 'convite', ...door, page: () => import('./InvitationPage.vue') }
]
