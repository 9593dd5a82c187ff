import type { Meeting } from '@ponte/schema'
import { clockCityOf } from './clocks.ts'

/*
 * What members read in their mail. In Portuguese, the language of the committee; figures and days as they are written there.
 */
const dayFormat = (zone: string) =>
  new Intl.DateTimeFormat('pt-PT', { dateStyle: 'full', timeStyle: 'short', timeZone: zone })

/** When a meeting is, by the clock of its place: "terça-feira, 1 de dezembro de 2026 às 09:00 (hora de Maputo)". */
export const whenOf = ({ startsAt, zone }: Pick<Meeting, 'startsAt' | 'zone'>): string =>
  `${dayFormat(zone).format(new Date(startsAt))} (hora de ${clockCityOf(zone, 'pt')})`

/** "3.ª reunião de 2026: Reunião ordinária" */
export const nameOf = ({ number, year, title }: Pick<Meeting, 'number' | 'year' | 'title'>): string =>
  `${number}.ª reunião de ${year}: ${title}`

const agendaOf = ({ items }: Meeting): string =>
  items.length > 0 ? ['', 'Ordem do dia', ...items.map(({ title }, place) => `${place + 1}. ${title}`)].join('\n') : ''

const factsOf = (meeting: Meeting): string =>
  [
    `Quando: ${whenOf(meeting)}`,
    ...(meeting.place ? [`Onde: ${meeting.place}`] : []),
    ...(meeting.link ? [`Ligação: ${meeting.link}`] : []),
    ...(meeting.papers.length > 0 ? [`Documentos em anexo à reunião: ${meeting.papers.length}, no secretariado`] : [])
  ].join('\n')

/** What the entry in the calendar says besides time and place. */
export const descriptionOf = (meeting: Meeting): string =>
  [meeting.link ? `Ligação: ${meeting.link}` : '', agendaOf(meeting).trim()].filter(Boolean).join('\n\n')

export interface MailWords {
  subject: string
  text: string
}
type Kind = 'invitation' | 'change' | 'cancellation' | 'withdrawal'

const openings: Record<Kind, (meeting: Meeting) => MailWords> = {
  invitation: (meeting) => ({
    subject: `Convocatória: ${nameOf(meeting)}`,
    text: 'Está convocada a reunião seguinte. Responda no calendário, ou a quem a convocou.'
  }),
  change: (meeting) => ({
    subject: `Alteração: ${nameOf(meeting)}`,
    text: 'A reunião mudou. Vale o que está aqui; o calendário acerta-se com esta mensagem.'
  }),
  cancellation: (meeting) => ({
    subject: `Cancelada: ${nameOf(meeting)}`,
    text: `A reunião foi cancelada.${meeting.cancelReason ? `\n\nMotivo: ${meeting.cancelReason}` : ''}`
  }),
  withdrawal: (meeting) => ({
    subject: `Já não está convocado/a: ${nameOf(meeting)}`,
    text: 'A reunião mudou para um dia em que já não tem assento no Comité. A convocatória anterior fica sem efeito.'
  })
}

/** One mail to a member: what is new first, then the facts. */
export function mailWords(kind: Kind, meeting: Meeting, { name, from }: { name: string; from: string }): MailWords {
  const { subject, text } = openings[kind](meeting)
  const agenda = kind === 'invitation' || kind === 'change' ? agendaOf(meeting) : ''
  return {
    subject,
    text: [`${name},`, '', text, '', nameOf(meeting), factsOf(meeting), agenda, '', from].join('\n').trimEnd()
  }
}
