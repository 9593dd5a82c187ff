import type { Language } from '../../i18n'
import type { PublicPage } from '../page'

const texts = ['record', 'person', 'refusals']

/** One address for each part of the record that is edited on a page of its own. */
const sectionPaths: Record<string, Record<Language, string>> = {
  person: { pt: 'pessoa', en: 'person' },
  place: { pt: 'lugar', en: 'place' },
  emergency: { pt: 'emergencia', en: 'emergency' },
  household: { pt: 'casa', en: 'household' },
  needs: { pt: 'documentos', en: 'needs' },
  arrival: { pt: 'chegada', en: 'arrival' },
  origin: { pt: 'origem', en: 'origin' },
  citizenships: { pt: 'nacionalidades', en: 'citizenships' },
  consular: { pt: 'inscricao-consular', en: 'consular-registration' },
  education: { pt: 'estudos', en: 'education' },
  work: { pt: 'trabalho', en: 'work' },
  skills: { pt: 'saberes', en: 'skills' },
  languages: { pt: 'linguas', en: 'languages' },
  offers: { pt: 'ofertas', en: 'offers' },
  news: { pt: 'noticias', en: 'news' },
  accessibility: { pt: 'acessibilidade', en: 'accessibility' }
}

const page = (name: string, pt: string, en: string, load: PublicPage['page']): PublicPage => ({
  name: name ? `record.${name}` : 'record',
  path: { pt: `/meu-registo${pt && `/${pt}`}`, en: `/my-record${en && `/${en}`}` },
  page: load,
  title: `record.pages.${name || 'overview'}`,
  texts
})

export const pages: PublicPage[] = [
  page('', '', '', () => import('./OverviewPage.vue')),
  ...Object.entries(sectionPaths).map(([name, { pt, en }]) => page(name, pt, en, () => import('./SectionPage.vue'))),
  page('contact', 'contacto', 'contact', () => import('./ContactPage.vue')),
  page('consents', 'autorizacoes', 'consents', () => import('./ConsentsPage.vue')),
  page('move', 'mudanca', 'move', () => import('./MovePage.vue')),
  {
    ...page('questions', 'perguntas', 'questions', () => import('./questions/QuestionsPage.vue')),
    texts: ['record', 'refusals', 'myQuestions']
  },
  {
    ...page('opportunities', 'oportunidades', 'opportunities', () => import('./opportunities/OpportunitiesPage.vue')),
    texts: ['record', 'refusals', 'myOpportunities', 'publicOpportunities']
  },
  {
    ...page('alerts', 'alertas', 'alerts', () => import('./alerts/AlertsPage.vue')),
    texts: ['record', 'refusals', 'myAlerts']
  },
  page('history', 'historico', 'history', () => import('./HistoryPage.vue')),
  page('erase', 'apagar', 'erase', () => import('./ErasePage.vue')),
  page('erased', 'apagado', 'erased', () => import('./ErasedPage.vue'))
]
