import type { PublicPage } from '../page'

const texts = ['signIn', 'refusals']

export const pages: PublicPage[] = [
  {
    name: 'signIn',
    path: { pt: '/entrar', en: '/sign-in' },
    page: () => import('./SignInPage.vue'),
    title: 'signIn.title',
    texts
  },
  {
    name: 'signIn.code',
    path: { pt: '/entrar/codigo', en: '/sign-in/code' },
    page: () => import('./SignInCodePage.vue'),
    title: 'signIn.code.page',
    texts
  }
]
