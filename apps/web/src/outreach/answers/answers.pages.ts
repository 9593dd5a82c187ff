import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/answers.json')
const page = () => import('./AnswerListPage.vue')

export const pages: StaffPage[] = [
  { name: 'answers', path: 'respostas', permission: 'question.read', page, nav: 4, texts },
  {
    name: 'answerNew',
    path: 'respostas/nova',
    permission: 'question.write',
    page,
    panel: () => import('./AnswerPanel.vue'),
    act: true,
    texts
  },
  {
    name: 'answer',
    path: 'respostas/:id',
    permission: 'question.write',
    page,
    panel: () => import('./AnswerPanel.vue'),
    texts
  }
]
