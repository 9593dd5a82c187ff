import type { PublicPage } from '../page'

export const pages: PublicPage[] = [
  {
    name: 'posts',
    path: { pt: '/postos', en: '/posts' },
    page: () => import('./PostsPage.vue'),
    title: 'publicPosts.title',
    description: 'publicPosts.description',
    texts: ['publicPosts', 'refusals']
  }
]
