import { and, eq } from 'drizzle-orm'
import type { Mandate, Meeting } from '@ponte/schema'
import type { Db } from '../../db/transaction.ts'
import { writeIcal, type IcalMethod, type IcalPerson } from '../../files/ical.ts'
import { queueMessage } from '../../platform/messages/messages.queries.ts'
import { findStaff } from '../../platform/staff/staff.queries.ts'
import type { Services } from '../../services.ts'
import { dayIn } from '../../days.ts'
import { doesExist, isOn } from '../committee/committee.rules.ts'
import { listSeats } from '../seats/seats.queries.ts'
import { invitations } from './meetings.table.ts'
import { descriptionOf, mailWords, nameOf } from './meetings.texts.ts'

/** Stays the same for a meeting's whole life, on every server that this deployment ever runs on. */
const uidOf = ({ config }: Services, { id }: Meeting) => `${id}@${new URL(config.publicUrl).hostname}`

function calendarOf(
  services: Services,
  meeting: Meeting,
  method: IcalMethod,
  organizer: IcalPerson,
  guest: IcalPerson
) {
  const content = writeIcal({
    method,
    uid: uidOf(services, meeting),
    sequence: meeting.sequence,
    stampedAt: services.now(),
    startsAt: new Date(meeting.startsAt),
    endsAt: new Date(meeting.endsAt),
    summary: nameOf(meeting),
    description: descriptionOf(meeting),
    location: meeting.place ?? '',
    url: meeting.link,
    organizer,
    attendees: [guest],
    language: 'pt'
  })
  return { method, content }
}

/** Everybody who holds a seat or stands in on the day of a meeting. */
async function listInvitees(db: Db, services: Services, meeting: Meeting): Promise<Mandate[]> {
  const day = dayIn(meeting.zone, new Date(meeting.startsAt))
  const seats = await listSeats(db, services.keys)
  return seats
    .filter((seat) => doesExist(seat, day))
    .flatMap(({ mandates }) => mandates.filter((mandate) => isOn(mandate, day)))
}

type Kind = Parameters<typeof mailWords>[0]

async function send(db: Db, services: Services, meeting: Meeting, organizer: IcalPerson, to: Mandate, kind: Kind) {
  if (!to.email) return
  const method = kind === 'invitation' || kind === 'change' ? 'REQUEST' : 'CANCEL'
  const guest = { name: to.name, email: to.email }
  const messageId = await queueMessage(db, services, {
    channel: 'email',
    kind: 'meeting',
    to: to.email,
    ...mailWords(kind, meeting, { name: to.name, from: organizer.name }),
    calendar: calendarOf(services, meeting, method, organizer, guest)
  })
  const state = { sequence: meeting.sequence, isCancelled: method === 'CANCEL', messageId }
  await db
    .insert(invitations)
    .values({ meetingId: meeting.id, mandateId: to.id, ...state })
    .onConflictDoUpdate({ target: [invitations.meetingId, invitations.mandateId], set: state })
}

/** Whose calendars hold this meeting now. */
async function listInvited(db: Db, services: Services, meeting: Meeting): Promise<Mandate[]> {
  const rows = await db
    .select({ mandateId: invitations.mandateId })
    .from(invitations)
    .where(and(eq(invitations.meetingId, meeting.id), eq(invitations.isCancelled, false)))
  const ids = new Set(rows.map(({ mandateId }) => mandateId))
  const all = (await listSeats(db, services.keys)).flatMap(({ mandates }) => mandates)
  return all.filter(({ id }) => ids.has(id))
}

async function organizerOf(db: Db, { keys }: Services, staffId: string): Promise<IcalPerson> {
  const { name, email } = (await findStaff(db, keys, staffId))!
  return { name, email }
}

/**
 * Tells everybody of a meeting that was called, or changed after that, each in a mail of their own: nobody's address is
 * shown to others. Who had been invited and no longer sits on that day is told so too.
 */
export async function invite(db: Db, services: Services, meeting: Meeting, staffId: string) {
  const organizer = await organizerOf(db, services, staffId)
  const invitees = await listInvitees(db, services, meeting)
  const invited = await listInvited(db, services, meeting)
  const knows = new Set(invited.map(({ id }) => id))
  const sits = new Set(invitees.map(({ id }) => id))
  for (const mandate of invitees)
    await send(db, services, meeting, organizer, mandate, knows.has(mandate.id) ? 'change' : 'invitation')
  for (const mandate of invited)
    if (!sits.has(mandate.id)) await send(db, services, meeting, organizer, mandate, 'withdrawal')
  const withoutEmail = invitees.filter(({ email }) => !email).length
  return { invited: invitees.length - withoutEmail, withoutEmail }
}

/** Takes a meeting out of the calendars that hold it. */
export async function withdraw(db: Db, services: Services, meeting: Meeting, staffId: string) {
  const organizer = await organizerOf(db, services, staffId)
  for (const mandate of await listInvited(db, services, meeting))
    await send(db, services, meeting, organizer, mandate, 'cancellation')
}
