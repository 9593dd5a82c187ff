import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/posts.json')
const page = () => import('./PostListPage.vue')

export const pages: StaffPage[] = [
  // Everybody of the staff may know the posts; the page is for those who keep them.
  { name: 'posts', path: 'postos', permission: 'post.write', page, nav: 2, texts },
  {
    name: 'postNew',
    path: 'postos/novo',
    permission: 'post.write',
    page,
    panel: () => import('./PostNewPanel.vue'),
    act: true,
    texts
  },
  { name: 'post', path: 'postos/:id', permission: 'post.write', page, panel: () => import('./PostPanel.vue'), texts }
]
