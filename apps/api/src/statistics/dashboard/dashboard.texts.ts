import type { Dashboard, DashboardTable, InterfaceLanguage } from '@ponte/schema'
import { BASE, THRESHOLD } from '../disclosure/disclosure.rules.ts'

interface TableWords {
  title: string
  definition: string
  /** A part of the file's name. */
  file: string
}

interface Words {
  columns: [code: string, label: string, people: string]
  tables: Record<DashboardTable, TableWords>
  cells: Record<string, string>
  ages: (code: string) => string
  scope: (postName: string | null) => string
  asOf: (moment: string, people: Dashboard['people']) => string
  exact: string
  controlled: string
}

/** What stands for a hidden cell in a file. The note below the table says what it means. */
export const HIDDEN = `<${THRESHOLD}`

/** The words of the dashboard that are not in a code list: cells, definitions, notes. */
export const words: Record<InterfaceLanguage, Words> = {
  pt: {
    columns: ['Código', 'Categoria', 'Pessoas'],
    tables: {
      trend: {
        title: 'Pessoas registadas por mês',
        file: 'tendencia',
        definition:
          'Mês (UTC) em que a pessoa entrou no registo, nos últimos 60; também as que já regressaram. Um registo não é uma migração: uma subida depois de uma campanha é a campanha.'
      },
      country: {
        title: 'Pessoas registadas por país de residência',
        file: 'paises',
        definition: 'País onde a pessoa diz viver.'
      },
      sex: {
        title: 'Pessoas registadas por sexo',
        file: 'sexo',
        definition: '«Outro» e «prefiro não dizer» contam-se juntos.'
      },
      age: {
        title: 'Pessoas registadas por idade',
        file: 'idade',
        definition: 'Idade que a pessoa tem ou completa este ano, pelo ano de nascimento.'
      },
      province: {
        title: 'Pessoas registadas por província de origem',
        file: 'provincias',
        definition: 'Província de que a pessoa diz ser. A pergunta é facultativa.'
      },
      campaign: {
        title: 'Pessoas registadas por campanha',
        file: 'campanhas',
        definition: 'Código de campanha com que a pessoa chegou ao formulário.'
      }
    },
    cells: {
      'country.other': 'Outros países',
      'sex.woman': 'Mulheres',
      'sex.man': 'Homens',
      'sex.not-said': 'Outro ou prefere não dizer',
      'province.unknown': 'Sem resposta',
      'campaign.none': 'Sem campanha, ou código raro'
    },
    ages: (code) => (code.endsWith('+') ? `${code.slice(0, -1)} anos ou mais` : `${code.replace('-', '–')} anos`),
    scope: (postName) => (postName ? `Âmbito: ${postName}.` : 'Âmbito: todos os postos.'),
    asOf: (moment, people) =>
      `Pessoas que vivem no estrangeiro, pelo registo, ${people === 'all' ? 'confirmadas ou por confirmar' : 'só as confirmadas'}, em ${moment} (UTC).`,
    exact:
      'Números exactos do próprio posto, só para serviço. Não os publique: números pequenos podem mostrar pessoas.',
    controlled: `Números arredondados a múltiplos de ${BASE}. «${HIDDEN}» quer dizer menos de ${THRESHOLD} pessoas, ou um número que se esconde para que outro não se possa calcular. Os totais são arredondados à parte e podem diferir da soma.`
  },
  en: {
    columns: ['Code', 'Category', 'People'],
    tables: {
      trend: {
        title: 'People registered by month',
        file: 'trend',
        definition:
          'Month (UTC) in which the person entered the registry, of the last 60; also those who have returned since. A registration is not a migration: a rise after a campaign is the campaign.'
      },
      country: {
        title: 'People registered by country of residence',
        file: 'countries',
        definition: 'Country in which the person says they live.'
      },
      sex: {
        title: 'People registered by sex',
        file: 'sex',
        definition: '“Other” and “I prefer not to say” are counted together.'
      },
      age: {
        title: 'People registered by age',
        file: 'age',
        definition: 'Age that the person has or reaches this year, by the year of birth.'
      },
      province: {
        title: 'People registered by province of origin',
        file: 'provinces',
        definition: 'Province that the person says they come from. The question is optional.'
      },
      campaign: {
        title: 'People registered by campaign',
        file: 'campaigns',
        definition: 'Campaign code with which the person came to the form.'
      }
    },
    cells: {
      'country.other': 'Other countries',
      'sex.woman': 'Women',
      'sex.man': 'Men',
      'sex.not-said': 'Other or prefer not to say',
      'province.unknown': 'No answer',
      'campaign.none': 'No campaign, or a rare code'
    },
    ages: (code) => (code.endsWith('+') ? `${code.slice(0, -1)} and over` : code.replace('-', '–')),
    scope: (postName) => (postName ? `Scope: ${postName}.` : 'Scope: all posts.'),
    asOf: (moment, people) =>
      `People who live abroad, by the registry, ${people === 'all' ? 'confirmed or not yet' : 'only those who are confirmed'}, on ${moment} (UTC).`,
    exact: 'Exact figures of the own post, for official use only. Do not publish them: small numbers can show people.',
    controlled: `Figures are rounded to multiples of ${BASE}. “${HIDDEN}” means fewer than ${THRESHOLD} people, or a figure that is hidden so that another cannot be worked out. Totals are rounded by themselves and may differ from the sum.`
  }
}

const monthFormats = {
  pt: new Intl.DateTimeFormat('pt-PT', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** "2026-11" as "novembro de 2026". */
export const monthLabel = (code: string, language: InterfaceLanguage): string =>
  monthFormats[language].format(new Date(`${code}-01T00:00:00Z`))
