import type { Decision, InterfaceLanguage, Meeting, Minutes } from '@ponte/schema'
import type { Letter, LetterBlock, LetterHead } from '../../files/letter.ts'
import { clockCityOf } from '../meetings/clocks.ts'

const texts = {
  pt: {
    title: (number: number, year: number) => `Acta da ${number}.ª reunião de ${year}`,
    edition: (edition: number) => `${edition}.ª edição`,
    draft: 'Projecto de acta',
    place: 'Local',
    when: 'Data e hora',
    clock: (moment: string, city: string) => `${moment} (hora de ${city})`,
    quorum: 'Quórum',
    quorumOf: (present: number, filled: number, needed: number) =>
      `${present} de ${filled} lugares preenchidos presentes; eram precisos ${needed}`,
    correction: 'Motivo da nova edição',
    attendance: 'Presenças',
    seat: 'Lugar',
    person: 'Quem contou',
    alternate: 'suplente',
    absent: 'ausente',
    vacant: 'por preencher',
    opening: 'Abertura',
    decisions: 'Decisões',
    closing: 'Encerramento',
    approved: (where: string, by: string, day: string) => `Aprovada ${where}. Registado por ${by} em ${day}.`,
    chair: 'Quem presidiu',
    secretary: 'Quem secretariou',
    locale: 'pt-PT'
  },
  en: {
    title: (number: number, year: number) => `Minutes of meeting ${number} of ${year}`,
    edition: (edition: number) => `edition ${edition}`,
    draft: 'Draft minutes',
    place: 'Place',
    when: 'Date and time',
    clock: (moment: string, city: string) => `${moment} (${city} time)`,
    quorum: 'Quorum',
    quorumOf: (present: number, filled: number, needed: number) =>
      `${present} of ${filled} filled seats present; ${needed} were needed`,
    correction: 'Why there is a new edition',
    attendance: 'Attendance',
    seat: 'Seat',
    person: 'Who counted',
    alternate: 'alternate',
    absent: 'absent',
    vacant: 'vacant',
    opening: 'Opening',
    decisions: 'Decisions',
    closing: 'Closing',
    approved: (where: string, by: string, day: string) => `Approved ${where}. Noted by ${by} on ${day}.`,
    chair: 'In the chair',
    secretary: 'Secretary',
    locale: 'en-GB'
  }
} as const

/** Paragraphs are parted by an empty line; lines that begin with a dash are a list. */
export function blocksOf(text: string): LetterBlock[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const lines = part.split('\n')
      return lines.every((line) => /^[-•*] +\S/.test(line))
        ? { kind: 'list', ordered: false, items: lines.map((line) => line.replace(/^[-•*] +/, '')) }
        : { kind: 'paragraph', text: part }
    })
}

const section = (title: string, blocks: LetterBlock[]): LetterBlock[] =>
  blocks.length > 0 ? [{ kind: 'heading', level: 1, text: title }, ...blocks] : []

/** The minutes as a paper: facts, who was there, what was said on each item, what was decided. */
export function minutesLetter(
  minutes: Minutes,
  meeting: Meeting,
  decisions: readonly Decision[],
  { head, language, madeAt }: { head: LetterHead; language: InterfaceLanguage; madeAt: Date }
): Letter {
  const text = texts[language]
  const day = (moment: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(text.locale, { ...options, timeZone: meeting.zone }).format(new Date(moment))
  const { filled, present, needed } = meeting.quorum
  const rows = meeting.seats.map(({ institution, counts, titular, alternate }) => [
    institution,
    counts === 'titular'
      ? titular!.name
      : counts === 'alternate'
        ? `${alternate!.name} (${text.alternate})`
        : titular || alternate
          ? text.absent
          : text.vacant
  ])
  const made = decisions.toSorted((a, b) => a.number - b.number)
  const decided = made.map(({ number, year, title, text }) => `${number}/${year}. ${title}\n${text}`)
  const approval =
    minutes.approvedAt &&
    text.approved(minutes.approvedIn!, minutes.approvedBy ?? '—', day(minutes.approvedAt, { dateStyle: 'long' }))
  return {
    language,
    head,
    madeAt,
    mark: minutes.state === 'draft' ? text.draft : null,
    title: text.title(meeting.number, meeting.year),
    subtitle: [meeting.title, ...(minutes.edition > 1 ? [text.edition(minutes.edition)] : [])].join(' · '),
    blocks: [
      {
        kind: 'facts',
        rows: [
          [
            text.when,
            text.clock(
              day(meeting.startsAt, { dateStyle: 'full', timeStyle: 'short' }),
              clockCityOf(meeting.zone, language)
            )
          ],
          ...(meeting.place ? [[text.place, meeting.place] as [string, string]] : []),
          [text.quorum, text.quorumOf(present, filled, needed)],
          ...(minutes.correction ? [[text.correction, minutes.correction] as [string, string]] : [])
        ]
      },
      { kind: 'table', caption: text.attendance, header: [text.seat, text.person], rows, widths: [3, 2] },
      ...section(text.opening, blocksOf(minutes.opening)),
      ...minutes.parts.flatMap(({ title, text: said }, place) => [
        { kind: 'heading', level: 1, text: `${place + 1}. ${title}` } as const,
        ...blocksOf(said)
      ]),
      ...section(
        text.decisions,
        decided.map((one) => ({ kind: 'paragraph', text: one }))
      ),
      ...section(text.closing, blocksOf(minutes.closing)),
      ...(approval ? [{ kind: 'paragraph', text: approval } as const] : []),
      { kind: 'signatures', people: [text.chair, text.secretary].map((role) => ({ name: ' ', role })) }
    ]
  }
}
