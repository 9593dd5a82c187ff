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
  changes: Partial<Example> & Pick<Example, 'unit' | 'source' | 'definition' | 'definitionEn'>
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
  sourceEn: '',
  ...changes
})

/** Ten indicators. Nobody has measured a baseline, so none is given; a target is a proposal until the committee decides it. */
export const exampleIndicators: readonly Example[] = [
  indicator('know-1', 'Pessoas que se registaram nos últimos 12 meses', 'People who registered in the last 12 months', {
    unit: 'people',
    frequency: 'month',
    live: 'confirmed-12-months',
    source: 'Ponte',
    definition: 'Pessoas confirmadas que se registaram nos últimos doze meses completos, com valores arredondados.',
    definitionEn: 'Confirmed people who registered in the last twelve whole months, in round numbers.'
  }),
  indicator('know-1', 'Mulheres entre as pessoas registadas', 'Women among registered people', {
    unit: 'percent',
    frequency: 'month',
    live: 'women-percent',
    source: 'Ponte',
    definition: 'Mulheres entre as pessoas confirmadas que disseram o sexo e vivem fora do país.',
    definitionEn: 'Women among the confirmed people who said their sex and live abroad.'
  }),
  indicator('know-1-1', 'Postos com registo aberto', 'Posts with registration open', {
    unit: 'count',
    source: 'Instituto',
    sourceEn: 'The institute',
    definition: 'Postos onde alguém se pode registar com ajuda.',
    definitionEn: 'Posts where somebody can register with help.'
  }),
  indicator('serve-1', 'Tempo até à primeira resposta', 'Time until the first answer', {
    unit: 'days',
    direction: 'down',
    frequency: 'month',
    live: 'answer-days',
    target: 5,
    targetOn: '2029-12-31',
    source: 'Ponte',
    definition: 'Mediana do tempo entre a pergunta e a primeira resposta, nos últimos doze meses.',
    definitionEn: 'Median of the time between a question and its first answer, in the last twelve months.'
  }),
  indicator('serve-1-1', 'Postos que respondem às perguntas', 'Posts that answer questions', {
    unit: 'count',
    source: 'Instituto',
    sourceEn: 'The institute',
    definition: 'Postos que responderam a pelo menos uma pergunta no ano.',
    definitionEn: 'Posts that answered at least one question in the year.'
  }),
  indicator('build-1', 'Pessoas da diáspora em programas', 'People of the diaspora in programmes', {
    unit: 'people',
    source: 'Instituto',
    sourceEn: 'The institute',
    definition: 'Pessoas que vivem fora e participaram num programa no ano.',
    definitionEn: 'People living abroad who took part in a programme in the year.'
  }),
  indicator('build-1', 'Investimento declarado da diáspora', 'Declared investment by the diaspora', {
    unit: 'money',
    source: 'APIEX',
    definition: 'Meticais de projectos aprovados no ano com promotores que vivem fora.',
    definitionEn: 'Meticais of projects approved in the year whose promoters live abroad.'
  }),
  indicator('build-1-1', 'Oportunidades divulgadas', 'Opportunities made known', {
    unit: 'count',
    frequency: 'quarter',
    source: 'Instituto',
    sourceEn: 'The institute',
    definition: 'Oportunidades divulgadas no trimestre.',
    definitionEn: 'Opportunities made known in the quarter.'
  }),
  indicator('govern-1', 'Decisões do comité cumpridas', 'Decisions of the committee carried out', {
    unit: 'percent',
    frequency: 'quarter',
    target: 80,
    targetOn: '2029-12-31',
    source: 'Secretariado do comité',
    sourceEn: 'Secretariat of the committee',
    definition: 'Acções com prazo no trimestre que foram concluídas.',
    definitionEn: 'Actions due in the quarter that were done.'
  }),
  indicator('govern-1-1', 'Reuniões do comité realizadas', 'Committee meetings held', {
    unit: 'count',
    target: 4,
    targetOn: '2027-12-31',
    source: 'Secretariado do comité',
    sourceEn: 'Secretariat of the committee',
    definition: 'Reuniões realizadas no ano com acta aprovada.',
    definitionEn: 'Meetings held in the year whose minutes were approved.'
  })
]
