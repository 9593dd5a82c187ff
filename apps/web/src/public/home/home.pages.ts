import type { PublicPage } from '../page'

export const pages: PublicPage[] = [
  {
    name: 'home',
    path: '/',
    page: () => import('./HomePage.vue'),
    title: 'home.title',
    description: 'home.description',
    texts: ['home']
  }
]
