import type { Minutes } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent, type EventType } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { lockMeeting } from '../meetings/meetings.commands.ts'
import { listItems } from '../meetings/meetings.queries.ts'
import * as queries from './minutes.queries.ts'

type Staff = Actor & { kind: 'staff' }

async function finish(db: Db, { keys }: Services, actor: Actor, id: string, event: EventType, requestId: string) {
  await writeEvent(db, event, id)
  await writeAudit(db, actor, { action: event, subjectId: id, requestId })
  return (await queries.findMinutes(db, keys, id))!
}

/** Begins the minutes with the agenda, or another edition with the text of the approved one and why it is needed. */
export const createMinutes = (
  services: Services,
  actor: Staff,
  meetingId: string,
  correction: string | undefined,
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Minutes> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      await lockMeeting(db, services, meetingId, 'write')
      const [last] = await queries.listMinutes(db, services.keys, { meetingId })
      if (last?.state === 'draft') throw problems.conflict('There is a draft of these minutes already.')
      if (last && !correction?.trim())
        throw problems.invalid([fieldError('/correction', 'required', 'Say why the approved minutes are corrected.')])
      const items = await listItems(db, meetingId)
      const text = {
        correction: last ? correction!.trim() : null,
        opening: last?.opening ?? '',
        parts: last?.parts ?? items.map(({ id, title }) => ({ itemId: id, title, text: '' })),
        closing: last?.closing ?? '',
        approvedIn: null
      }
      const values = { meetingId, edition: (last?.edition ?? 0) + 1, writtenBy: actor.id, text }
      const id = await queries.insertMinutes(db, services.keys, values, services.now())
      return finish(db, services, actor, id, 'minutes.begun', requestId)
    })
  )

/** A draft, with its meeting held until the transaction ends. */
async function lockDraft(db: Db, services: Services, id: string): Promise<Minutes> {
  const found = await queries.findMinutes(db, services.keys, id)
  if (!found) throw problems.notFound()
  await lockMeeting(db, services, found.meetingId, 'write')
  const draft = (await queries.findMinutes(db, services.keys, id))!
  if (draft.state === 'approved') throw problems.conflict('Approved minutes stay as they are. Begin a correction.')
  return draft
}

export interface MinutesWords {
  opening: string
  parts: { itemId: string; text: string }[]
  closing: string
}

/** Writes the draft. The titles of its parts are those of the agenda as it is now. */
export const updateMinutes = (
  services: Services,
  actor: Staff,
  id: string,
  version: number,
  { opening, parts, closing }: MinutesWords,
  requestId: string
): Promise<Minutes> =>
  transaction(services, actor, async (db) => {
    const draft = await lockDraft(db, services, id)
    const items = await listItems(db, draft.meetingId)
    const errors = parts.flatMap(({ itemId }, place) =>
      items.some((item) => item.id === itemId)
        ? []
        : [fieldError(`/parts/${place}/itemId`, 'unknown', 'No item of this agenda.')]
    )
    if (errors.length > 0) throw problems.invalid(errors)
    const written = items.map(({ id: itemId, title }) => ({
      itemId,
      title,
      text: parts.find((part) => part.itemId === itemId)?.text ?? ''
    }))
    const { correction, approvedIn } = draft
    const text = { correction, approvedIn, opening, parts: written, closing }
    if (!(await queries.updateMinutes(db, services.keys, { id, version }, text, { writtenBy: actor.id })))
      throw problems.versionChanged()
    return finish(db, services, actor, id, 'minutes.changed', requestId)
  })

/** Notes that the meeting approved its minutes: who noted it, when, and where the meeting did so. */
export const approveMinutes = (
  services: Services,
  actor: Staff,
  id: string,
  version: number,
  approvedIn: string,
  requestId: string
): Promise<Minutes> => {
  if (!approvedIn.trim()) throw problems.invalid([fieldError('/approvedIn', 'required', 'Say where it was approved.')])
  return transaction(services, actor, async (db) => {
    const { keys, now } = services
    const { correction, opening, parts, closing, meetingId } = await lockDraft(db, services, id)
    const meeting = await lockMeeting(db, services, meetingId, 'write')
    if (meeting.state !== 'held') throw problems.conflict('This meeting has not taken place yet.')
    const text = { correction, opening, parts, closing, approvedIn: approvedIn.trim() }
    const approval = { state: 'approved', approvedAt: now(), approvedBy: actor.id }
    if (!(await queries.updateMinutes(db, keys, { id, version }, text, approval))) throw problems.versionChanged()
    await queries.freezeMeeting(db, meetingId, now())
    return finish(db, services, actor, id, 'minutes.approved', requestId)
  })
}
