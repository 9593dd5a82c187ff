import type { PublicPage } from '../page'

export const pages: PublicPage[] = [
  {
    name: 'answers',
    path: { pt: '/perguntas', en: '/questions' },
    page: () => import('./AnswersPage.vue'),
    title: 'publicAnswers.title',
    description: 'publicAnswers.description',
    texts: ['publicAnswers', 'refusals']
  }
]
