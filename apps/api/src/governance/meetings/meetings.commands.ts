import type { Meeting, MeetingCreate } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent, type EventType } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { dayIn } from '../../days.ts'
import { invite, withdraw } from './invitations.commands.ts'
import * as queries from './meetings.queries.ts'
import { doesAllow, isForCalendar, isOfTheDay, localTimeOf, momentOf, type MeetingAct } from './meetings.rules.ts'

type Staff = Actor & { kind: 'staff' }

/** Two clicks are one call. */
const CALL_AGAIN_MS = 60_000

/** Start and end as moments, from what the clock on the wall will show. */
function timesOf({ localStart, minutes, zone }: Pick<MeetingCreate, 'localStart' | 'minutes' | 'zone'>) {
  const startsAt = momentOf(localStart, zone)
  if (!startsAt)
    throw problems.invalid([fieldError('/localStart', 'noSuchTime', 'There is no such time in this time zone.')])
  return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000), zone }
}

/** A meeting that allows an act, held until the transaction ends. */
export async function lockMeeting(
  db: Db,
  { now }: Pick<Services, 'now'>,
  id: string,
  act: MeetingAct
): Promise<queries.MeetingRecord> {
  const meeting = await queries.findMeetingRecord(db, id, true)
  if (!meeting) throw problems.notFound()
  if (meeting.minutesApprovedAt && act !== 'write')
    throw problems.conflict('The minutes of this meeting are approved; it stays as it is.')
  if (!doesAllow(meeting.state as Meeting['state'], act))
    throw problems.conflict(`A meeting that is ${meeting.state} does not allow this.`)
  if (isOfTheDay(act) && dayIn(meeting.zone, now()) < dayIn(meeting.zone, meeting.startsAt))
    throw problems.conflict('The day of this meeting has not come yet.')
  return meeting
}

/** Notes what was done to a meeting, and returns it as it is now. */
export async function finish(
  db: Db,
  { keys }: Services,
  actor: Actor,
  id: string,
  { event, fields = [], requestId }: { event: EventType; fields?: string[]; requestId: string }
): Promise<Meeting> {
  await writeEvent(db, event, id)
  await writeAudit(db, actor, { action: event, subjectId: id, fields, requestId })
  return (await queries.findMeeting(db, keys, id))!
}

/** Drafts a meeting. Nobody is told before it is called. */
export const createMeeting = (
  services: Services,
  actor: Actor,
  { title, place, link, items, ...when }: MeetingCreate,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Meeting> => {
  const { now, config, keys } = services
  const times = timesOf(when)
  return transaction(services, actor, (db) =>
    once(db, keys, idempotent, async () => {
      const values = { title: title.trim(), place, link, ...times, quorumPercent: config.quorumPercent }
      const id = await queries.insertMeeting(db, Number(when.localStart.slice(0, 4)), values, now())
      // An item's id is given here; one that comes with a new meeting belongs to another.
      const fresh = items.map(({ title, description }) => ({ title, description: description ?? null }))
      await queries.replaceItems(db, id, fresh, now())
      return finish(db, services, actor, id, { event: 'meeting.created', requestId })
    })
  )
}

/** An item that is sent back belongs to this meeting, and once. */
async function checkItems(db: Db, meetingId: string, items: readonly queries.ItemValues[]) {
  const own = new Set((await queries.listItems(db, meetingId)).map(({ id }) => id))
  const errors = items.flatMap(({ id }, place) =>
    id === undefined || own.delete(id) ? [] : [fieldError(`/items/${place}/id`, 'unknown', 'No item of this agenda.')]
  )
  if (errors.length > 0) throw problems.invalid(errors)
}

/** Changes a meeting. Who was invited is told of what stands in their calendar. */
export const updateMeeting = (
  services: Services,
  actor: Staff,
  id: string,
  version: number,
  { items, ...changes }: Partial<MeetingCreate>,
  requestId: string
): Promise<Meeting> =>
  transaction(services, actor, async (db) => {
    const isAgendaOnly = Object.keys(changes).length === 0
    const before = await lockMeeting(db, services, id, isAgendaOnly ? 'editAgenda' : 'edit')
    const { localStart, minutes, zone, ...rest } = changes
    if (localStart !== undefined || zone !== undefined) await refuseDecided(db, id)
    const length = Math.round((before.endsAt.getTime() - before.startsAt.getTime()) / 60_000)
    const times = timesOf({
      localStart: localStart ?? localTimeOf(before.startsAt, before.zone),
      minutes: minutes ?? length,
      zone: zone ?? before.zone
    })
    const mustTell = before.state === 'called' && isForCalendar(changes)
    const sequence = before.sequence + (mustTell ? 1 : 0)
    if (!(await queries.updateMeeting(db, id, version, { ...rest, ...times, sequence })))
      throw problems.versionChanged()
    if (items) {
      await checkItems(db, id, items)
      await queries.replaceItems(db, id, items, services.now())
    }
    const fields = [...Object.keys(changes), ...(items ? ['items'] : [])]
    const meeting = await finish(db, services, actor, id, { event: 'meeting.changed', fields, requestId })
    if (mustTell) await invite(db, services, meeting, before.calledBy ?? actor.id)
    return meeting
  })

/** Invites everybody who sits on that day; again, with what is new, if it was called before. A meeting of the past tells nobody. */
export const callMeeting = (services: Services, actor: Staff, id: string, requestId: string) =>
  transaction(services, actor, async (db) => {
    const before = await lockMeeting(db, services, id, 'call')
    const isAgain = before.state === 'called'
    if (before.calledAt && services.now().getTime() - before.calledAt.getTime() < CALL_AGAIN_MS)
      throw problems.conflict('This meeting was called a moment ago; everybody has the invitation.')
    await queries.updateMeeting(db, id, before.version, {
      state: 'called',
      calledAt: services.now(),
      calledBy: before.calledBy ?? actor.id,
      sequence: before.sequence + (isAgain ? 1 : 0)
    })
    const meeting = await finish(db, services, actor, id, { event: 'meeting.called', requestId })
    const isOver = before.endsAt <= services.now()
    const told = isOver
      ? { invited: 0, withoutEmail: 0 }
      : await invite(db, services, meeting, before.calledBy ?? actor.id)
    return { meeting, ...told }
  })

/** What a meeting decided, it decided on its day: it is neither moved nor called off any more. */
async function refuseDecided(db: Db, id: string) {
  if (await queries.hasDecided(db, id))
    throw problems.conflict('This meeting has decided already. Note that it was held, and correct its decisions.')
}

/** Calls a meeting off, in everybody's calendar too. */
export const cancelMeeting = (
  services: Services,
  actor: Staff,
  id: string,
  reason: string,
  requestId: string
): Promise<Meeting> => {
  if (!reason.trim()) throw problems.invalid([fieldError('/reason', 'required', 'Say why.')])
  return transaction(services, actor, async (db) => {
    const before = await lockMeeting(db, services, id, 'cancel')
    await refuseDecided(db, id)
    await queries.updateMeeting(db, id, before.version, {
      state: 'cancelled',
      sequence: before.sequence + 1,
      cancelReasonSealed: queries.sealCancelReason(services.keys, id, reason.trim())
    })
    const meeting = await finish(db, services, actor, id, { event: 'meeting.cancelled', requestId })
    if (before.state === 'called') await withdraw(db, services, meeting, before.calledBy ?? actor.id)
    return meeting
  })
}

/** Notes that a meeting took place, on its day or later. */
export const holdMeeting = (services: Services, actor: Staff, id: string, requestId: string): Promise<Meeting> =>
  transaction(services, actor, async (db) => {
    const before = await lockMeeting(db, services, id, 'hold')
    await queries.updateMeeting(db, id, before.version, { state: 'held' })
    return finish(db, services, actor, id, { event: 'meeting.held', requestId })
  })

/** Notes who of a seat is there. Nobody is there for a seat that they do not hold on that day. */
export const setAttendance = (
  services: Services,
  actor: Staff,
  { id, seatId }: { id: string; seatId: string },
  presence: { titularPresent: boolean; alternatePresent: boolean },
  requestId: string
): Promise<Meeting> =>
  transaction(services, actor, async (db) => {
    await lockMeeting(db, services, id, 'attend')
    const seat = (await queries.findMeeting(db, services.keys, id))!.seats.find((one) => one.seatId === seatId)
    if (!seat) throw problems.notFound()
    if ((presence.titularPresent && !seat.titular) || (presence.alternatePresent && !seat.alternate))
      throw problems.conflict('Nobody holds this place on that day.')
    await queries.upsertAttendance(db, { meetingId: id, seatId, ...presence })
    return finish(db, services, actor, id, { event: 'attendance.changed', requestId })
  })
