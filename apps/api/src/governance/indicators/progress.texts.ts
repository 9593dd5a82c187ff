import type { ActivityState, IndicatorState, IndicatorUnit } from '@ponte/schema'

const pt = {
  locale: 'pt-PT',
  title: 'Progresso da estratégia',
  asOf: (day: string) => `Situação em ${day}`,
  lead: 'O que ninguém mediu está como «por medir». Uma meta que o Comité ainda não decidiu está como proposta.',
  indicators: 'Indicadores',
  indicator: 'Indicador',
  baseline: 'Ponto de partida',
  actual: 'Último valor',
  target: 'Meta',
  state: 'Estado',
  unmeasured: 'por medir',
  noTarget: 'por decidir',
  few: (day: string) => `poucas pessoas ainda (${day})`,
  on: (value: string, day: string) => `${value} (${day})`,
  proposal: (target: string) => `${target}, proposta`,
  definition: (name: string, definition: string, source: string) => `${name}: ${definition} Fonte: ${source}.`,
  reference: (value: string, year: number, revision: string) =>
    `Para comparar: ${value} de mulheres entre as pessoas nascidas no país que vivem fora, em ${year} (UN DESA, ${revision}).`,
  activities: 'Actividades',
  activity: 'Actividade',
  institution: 'Instituição',
  endsOn: 'Último dia',
  overdue: 'Em atraso',
  none: 'Ainda não há nada neste pilar.',
  nothing: 'Ainda não há quadro de resultados.',
  units: { people: 'pessoas', percent: '%', days: 'dias', money: 'MZN', count: '' } satisfies Record<
    IndicatorUnit,
    string
  >,
  states: {
    unmeasured: 'Por medir',
    reached: 'Meta alcançada',
    onTrack: 'No bom caminho',
    behind: 'Atrasado',
    farBehind: 'Muito atrasado',
    noTarget: 'Sem meta'
  } satisfies Record<IndicatorState, string>,
  activityStates: {
    planned: 'Planeada',
    running: 'Em curso',
    done: 'Feita',
    dropped: 'Abandonada'
  } satisfies Record<ActivityState, string>,
  levels: { pillar: 'Pilar', outcome: 'Resultado', output: 'Produto', activity: 'Actividade' },
  directions: { up: 'quanto mais, melhor', down: 'quanto menos, melhor' },
  frequencies: { month: 'mês', quarter: 'trimestre', year: 'ano' },
  yes: 'sim',
  no: 'não',
  system: 'sistema',
  sheets: {
    framework: ['Quadro', 'Nível', 'Pilar', 'Resultado', 'Produto', 'Nome', 'Nome em inglês', 'Instituição'],
    activity: ['Primeiro dia', 'Último dia', 'Estado', 'Em atraso', 'Orçamento (MZN)', 'Decisão', 'Nota'],
    indicators: [
      'Indicadores',
      'Parte do quadro',
      'Indicador',
      'Nome em inglês',
      'Unidade',
      'Sentido',
      'Medido a cada'
    ],
    course: ['Ponto de partida', 'Dia', 'Meta', 'Dia da meta', 'Proposta', 'Último valor', 'Dia da medição', 'Estado'],
    explained: ['Definição', 'Fonte', 'Medido pelo sistema'],
    measurements: ['Medições', 'Indicador', 'Dia', 'Valor', 'Nota', 'Quem registou']
  },
  withheld: 'retido: poucas pessoas'
}

const en: typeof pt = {
  locale: 'en-GB',
  title: 'Progress of the strategy',
  asOf: (day) => `As of ${day}`,
  lead: 'What nobody has measured says “not measured”. A target that the committee has not decided yet says that it is proposed.',
  indicators: 'Indicators',
  indicator: 'Indicator',
  baseline: 'Baseline',
  actual: 'Last value',
  target: 'Target',
  state: 'State',
  unmeasured: 'not measured',
  noTarget: 'to be decided',
  few: (day) => `too few people yet (${day})`,
  on: (value, day) => `${value} (${day})`,
  proposal: (target) => `${target}, proposed`,
  definition: (name, definition, source) => `${name}: ${definition} Source: ${source}.`,
  reference: (value, year, revision) =>
    `To compare: ${value} of women among people born in the country who live abroad, in ${year} (UN DESA, ${revision}).`,
  activities: 'Activities',
  activity: 'Activity',
  institution: 'Institution',
  endsOn: 'Last day',
  overdue: 'Overdue',
  none: 'There is nothing under this pillar yet.',
  nothing: 'There is no results framework yet.',
  units: { people: 'people', percent: '%', days: 'days', money: 'MZN', count: '' },
  states: {
    unmeasured: 'Not measured',
    reached: 'Target reached',
    onTrack: 'On track',
    behind: 'Behind',
    farBehind: 'Far behind',
    noTarget: 'No target'
  },
  activityStates: { planned: 'Planned', running: 'Under way', done: 'Done', dropped: 'Dropped' },
  levels: { pillar: 'Pillar', outcome: 'Outcome', output: 'Output', activity: 'Activity' },
  directions: { up: 'the more, the better', down: 'the less, the better' },
  frequencies: { month: 'month', quarter: 'quarter', year: 'year' },
  yes: 'yes',
  no: 'no',
  system: 'system',
  sheets: {
    framework: ['Framework', 'Level', 'Pillar', 'Outcome', 'Output', 'Name', 'Name in English', 'Institution'],
    activity: ['First day', 'Last day', 'State', 'Overdue', 'Budget (MZN)', 'Decision', 'Note'],
    indicators: ['Indicators', 'Part', 'Indicator', 'Name in English', 'Unit', 'Direction', 'Measured every'],
    course: ['Baseline', 'Day', 'Target', 'Day of the target', 'Proposed', 'Last value', 'Day measured', 'State'],
    explained: ['Definition', 'Source', 'Measured by the system'],
    measurements: ['Measurements', 'Indicator', 'Day', 'Value', 'Note', 'Who entered it']
  },
  withheld: 'withheld: few people'
}

/** The words of the progress report and of the framework's workbook. */
export const words = { pt, en }
