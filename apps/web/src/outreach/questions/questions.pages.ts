import type { StaffPage } from '../../staff/page'

const texts = import.meta.glob('../../locales/*/questions.json')
const page = () => import('./QuestionListPage.vue')

export const pages: StaffPage[] = [
  { name: 'questions', path: 'perguntas', permission: 'question.read', page, nav: 3, texts },
  {
    name: 'question',
    path: 'perguntas/:id',
    permission: 'question.read',
    page,
    panel: () => import('./QuestionPanel.vue'),
    texts
  }
]
