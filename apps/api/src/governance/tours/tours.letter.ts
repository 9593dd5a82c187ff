import type { InterfaceLanguage, Tour, TourSession } from '@ponte/schema'
import type { Letter, LetterBlock, LetterHead } from '../../files/letter.ts'
import { clockCityOf } from '../meetings/clocks.ts'
import { daysOf } from './tours.rules.ts'

const texts = {
  pt: {
    kind: 'Programa da viagem de estudo',
    objective: 'Objectivo',
    days: 'Dias',
    to: 'a',
    country: 'País',
    clock: 'Hora de',
    hour: 'Hora',
    session: 'Sessão',
    host: 'Anfitrião',
    place: 'Local',
    programme: 'Programa',
    noSessions: 'O programa ainda não tem sessões.',
    questions: 'Perguntas a fazer',
    hosts: 'Anfitriões',
    institution: 'Instituição',
    purpose: 'Para quê',
    receives: 'Quem recebe',
    delegation: 'Delegação',
    travels: 'Quem viaja',
    sessions: 'Sessões, pela hora local',
    name: 'Nome',
    function: 'Função',
    cancelled: 'Cancelada',
    locale: 'pt-PT'
  },
  en: {
    kind: 'Programme of the study tour',
    objective: 'Objective',
    days: 'Days',
    to: 'to',
    country: 'Country',
    clock: 'Time of',
    hour: 'Time',
    session: 'Session',
    host: 'Host',
    place: 'Place',
    programme: 'Programme',
    noSessions: 'There are no sessions in the programme yet.',
    questions: 'Questions to ask',
    hosts: 'Hosts',
    institution: 'Institution',
    purpose: 'What for',
    receives: 'Who receives',
    delegation: 'Delegation',
    travels: 'Who travels',
    sessions: 'Sessions, by local time',
    name: 'Name',
    function: 'Function',
    cancelled: 'Called off',
    locale: 'en-GB'
  }
} as const
type Texts = (typeof texts)[InterfaceLanguage]

/** A calendar day in words, whatever clock the server goes by. */
const dayWords = (day: string, locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** "09:00–10:30" by the clock of the country; the end too, so that nobody adds up over a change of the clock. */
function hoursOf({ localStart, endsAt }: TourSession, zone: string): string {
  const end = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(new Date(endsAt))
  return `${localStart.slice(11)}–${end}`
}

/** One day: a table of its sessions, then what to ask in them. */
function dayBlocks({ day, sessions }: { day: string; sessions: TourSession[] }, zone: string, text: Texts) {
  const title = dayWords(day, text.locale, { dateStyle: 'full' })
  const asked = sessions.filter(({ questions }) => questions)
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'table',
      caption: text.sessions,
      header: [text.hour, text.session, text.host, text.place],
      rows: sessions.map((one) => [hoursOf(one, zone), one.title, one.host?.institution ?? '—', one.place ?? '—']),
      widths: [2, 4, 4, 3]
    },
    ...(asked.length > 0
      ? [
          {
            kind: 'facts',
            rows: asked.map(({ title, questions }) => [`${text.questions}: ${title}`, questions!] as [string, string])
          } as const
        ]
      : [])
  ] satisfies LetterBlock[]
}

const table = (title: string, caption: string, header: string[], rows: string[][], widths: number[]): LetterBlock[] =>
  rows.length > 0
    ? [
        { kind: 'heading', level: 1, text: title },
        { kind: 'table', caption, header, rows, widths }
      ]
    : []

/** The programme as a paper: what for, day by day, who receives and who travels. No address of anybody stands in it. */
export function tourLetter(
  tour: Tour,
  country: string,
  { head, language, madeAt }: { head: LetterHead; language: InterfaceLanguage; madeAt: Date }
): Letter {
  const text = texts[language]
  const day = (value: string) => dayWords(value, text.locale, { dateStyle: 'long' })
  const days = daysOf(tour.sessions)
  return {
    language,
    head,
    madeAt,
    mark: tour.state === 'cancelled' ? text.cancelled : null,
    title: tour.title,
    subtitle: text.kind,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [text.objective, tour.objective],
          [text.country, country],
          [
            text.days,
            tour.firstOn === tour.lastOn ? day(tour.firstOn) : `${day(tour.firstOn)} ${text.to} ${day(tour.lastOn)}`
          ],
          [text.clock, clockCityOf(tour.zone, language)]
        ]
      },
      { kind: 'heading', level: 1, text: text.programme },
      ...(days.length > 0
        ? days.flatMap((one) => dayBlocks(one, tour.zone, text))
        : [{ kind: 'paragraph', text: text.noSessions } as const]),
      ...table(
        text.hosts,
        text.receives,
        [text.institution, text.purpose],
        tour.hosts.map(({ institution, purpose }) => [institution, purpose ?? '—']),
        [1, 1]
      ),
      ...table(
        text.delegation,
        text.travels,
        [text.name, text.function, text.institution],
        tour.delegates.map((one) => [one.name, one.function ?? '—', one.seat?.institution ?? '—']),
        [1, 1, 1]
      )
    ]
  }
}
