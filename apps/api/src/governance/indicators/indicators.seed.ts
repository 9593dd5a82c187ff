import type { FrameworkLevel, IndicatorValues, LiveFigureCode } from '@ponte/schema'

interface ExamplePart {
  key: string
  under: string | null
  level: FrameworkLevel
  pt: string
  en: string
}
const part = (key: string, under: string | null, level: FrameworkLevel, pt: string, en: string): ExamplePart => ({
  key,
  under,
  level,
  pt,
  en
})

/** A framework to begin with, which staff then edit. It is a proposal, and no policy of anybody. */
export const exampleParts: readonly ExamplePart[] = [
  part('know', null, 'pillar', 'Conhecer a diáspora', 'Know the diaspora'),
  part(
    'know-1',
    'know',
    'outcome',
    'O Estado sabe quem vive fora e onde',
    'The state knows who lives abroad and where'
  ),
  part('know-1-1', 'know-1', 'output', 'Registo aberto em todos os postos', 'Registration open at every post'),
  part('serve', null, 'pillar', 'Servir e proteger', 'Serve and protect'),
  part('serve-1', 'serve', 'outcome', 'Quem pergunta recebe resposta a tempo', 'Who asks is answered in time'),
  part('serve-1-1', 'serve-1', 'output', 'Perguntas respondidas pelos postos', 'Questions answered by the posts'),
  part('build', null, 'pillar', 'Investir e partilhar saber', 'Invest and share knowledge'),
  part(
    'build-1',
    'build',
    'outcome',
    'A diáspora participa no desenvolvimento',
    'The diaspora takes part in development'
  ),
  part('build-1-1', 'build-1', 'output', 'Oportunidades divulgadas', 'Opportunities made known'),
  part('govern', null, 'pillar', 'Coordenar e prestar contas', 'Coordinate and account'),
  part('govern-1', 'govern', 'outcome', 'As instituições decidem em conjunto', 'Institutions decide together'),
  part('govern-1-1', 'govern-1', 'output', 'Reuniões do comité com actas', 'Committee meetings with minutes')
]

type Example = IndicatorValues & { under: string; live: LiveFigureCode | null }
const indicator = (
  under: string,
  namePt: string,
  nameEn: string,
  changes: Partial<Example> & Pick<Example, 'unit' | 'source' | 'definition'>
): Example => ({
  under,
  namePt,
  nameEn,
  direction: 'up',
  frequency: 'year',
  baseline: null,
  baselineOn: null,
  target: null,
  targetOn: null,
  isProposal: true,
  live: null,
  ...changes
})

/** Ten indicators. Nobody has measured a baseline, so none is given; a target is a proposal until the committee decides it. */
export const exampleIndicators: readonly Example[] = [
  indicator('know-1', 'Pessoas que se registaram nos últimos 12 meses', 'People who registered in the last 12 months', {
    unit: 'people',
    frequency: 'month',
    live: 'confirmed-12-months',
    source: 'Ponte',
    definition: 'Pessoas confirmadas que se registaram nos últimos doze meses completos, com valores arredondados.'
  }),
  indicator('know-1', 'Mulheres entre as pessoas registadas', 'Women among registered people', {
    unit: 'percent',
    frequency: 'month',
    live: 'women-percent',
    source: 'Ponte',
    definition: 'Mulheres entre as pessoas confirmadas que disseram o sexo e vivem fora do país.'
  }),
  indicator('know-1-1', 'Postos com registo aberto', 'Posts with registration open', {
    unit: 'count',
    source: 'Instituto',
    definition: 'Postos onde alguém se pode registar com ajuda.'
  }),
  indicator('serve-1', 'Tempo até à primeira resposta', 'Time until the first answer', {
    unit: 'days',
    direction: 'down',
    frequency: 'month',
    live: 'answer-days',
    target: 5,
    targetOn: '2029-12-31',
    source: 'Ponte',
    definition: 'Mediana do tempo entre a pergunta e a primeira resposta, nos últimos doze meses.'
  }),
  indicator('serve-1-1', 'Postos que respondem às perguntas', 'Posts that answer questions', {
    unit: 'count',
    source: 'Instituto',
    definition: 'Postos que responderam a pelo menos uma pergunta no ano.'
  }),
  indicator('build-1', 'Pessoas da diáspora em programas', 'People of the diaspora in programmes', {
    unit: 'people',
    source: 'Instituto',
    definition: 'Pessoas que vivem fora e participaram num programa no ano.'
  }),
  indicator('build-1', 'Investimento declarado da diáspora', 'Declared investment by the diaspora', {
    unit: 'money',
    source: 'APIEX',
    definition: 'Meticais de projectos aprovados no ano com promotores que vivem fora.'
  }),
  indicator('build-1-1', 'Oportunidades divulgadas', 'Opportunities made known', {
    unit: 'count',
    frequency: 'quarter',
    source: 'Instituto',
    definition: 'Oportunidades divulgadas no trimestre.'
  }),
  indicator('govern-1', 'Decisões do comité cumpridas', 'Decisions of the committee carried out', {
    unit: 'percent',
    frequency: 'quarter',
    target: 80,
    targetOn: '2029-12-31',
    source: 'Secretariado do comité',
    definition: 'Acções com prazo no trimestre que foram concluídas.'
  }),
  indicator('govern-1-1', 'Reuniões do comité realizadas', 'Committee meetings held', {
    unit: 'count',
    target: 4,
    targetOn: '2027-12-31',
    source: 'Secretariado do comité',
    definition: 'Reuniões realizadas no ano com acta aprovada.'
  })
]
