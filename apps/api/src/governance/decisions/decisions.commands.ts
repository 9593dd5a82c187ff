import type { DashboardTable, Decision, InterfaceLanguage } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent, type EventType } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { readDashboard } from '../../statistics/dashboard/dashboard.commands.ts'
import { words } from '../../statistics/dashboard/dashboard.texts.ts'
import { dayIn } from '../../days.ts'
import { lockMeeting } from '../meetings/meetings.commands.ts'
import { findMeeting } from '../meetings/meetings.queries.ts'
import * as queries from './decisions.queries.ts'
import { takeFigure } from './evidence.rules.ts'

async function finish(db: Db, actor: Actor, id: string, event: EventType, fields: string[], requestId: string) {
  await writeEvent(db, event, id)
  await writeAudit(db, actor, { action: event, subjectId: id, fields, requestId })
  return (await queries.findDecision(db, id))!
}

/** The meeting that decides, with an item of its own agenda. */
async function checkItem(db: Db, { keys }: Services, meetingId: string, itemId: string | null | undefined) {
  const meeting = (await findMeeting(db, keys, meetingId))!
  if (itemId && !meeting.items.some(({ id }) => id === itemId))
    throw problems.invalid([fieldError('/itemId', 'unknown', 'No item of this agenda.')])
  return meeting
}

const checkText = ({ text }: { text?: string }) => {
  if (text !== undefined && !text.trim())
    throw problems.invalid([fieldError('/text', 'required', 'Say what was decided.')])
}

/** Keeps what a meeting decided. Without quorum it decides nothing. */
export const createDecision = (
  services: Services,
  actor: Actor,
  meetingId: string,
  { title, text, itemId }: { title: string; text: string; itemId: string | null },
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Decision> => {
  checkText({ text })
  return transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      await lockMeeting(db, services, meetingId, 'decide')
      const meeting = await checkItem(db, services, meetingId, itemId)
      if (!meeting.quorum.met) throw problems.conflict('There is no quorum; note who is there first.')
      const madeOn = dayIn(meeting.zone, new Date(meeting.startsAt))
      const values = { meetingId, itemId, title: title.trim(), text: text.trim(), madeOn }
      const id = await queries.insertDecision(db, values, services.now())
      return finish(db, actor, id, 'decision.made', [], requestId)
    })
  )
}

/** Corrects the words of a decision while the minutes are not approved. */
export const updateDecision = (
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  changes: { title?: string; text?: string; itemId?: string | null },
  requestId: string
): Promise<Decision> => {
  checkText(changes)
  return transaction(services, actor, async (db) => {
    const before = await queries.findDecision(db, id)
    if (!before) throw problems.notFound()
    await lockMeeting(db, services, before.meeting.id, 'decide')
    await checkItem(db, services, before.meeting.id, changes.itemId)
    if (!(await queries.updateDecision(db, id, version, changes))) throw problems.versionChanged()
    return finish(db, actor, id, 'decision.changed', Object.keys(changes), requestId)
  })
}

/** Cites a figure of the dashboard, frozen as the member of staff sees it now, under the same disclosure control. */
export async function citeEvidence(
  services: Services,
  actor: Actor,
  id: string,
  { table, code, language }: { table: DashboardTable; code: string; language: InterfaceLanguage },
  requestId: string,
  idempotent: IdempotentRequest | null
): Promise<Decision> {
  const dashboard = await readDashboard(services, actor, language)
  return transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const decision = await queries.findDecision(db, id)
      if (!decision) throw problems.notFound()
      // What approved minutes rest on does not change any more.
      await lockMeeting(db, services, decision.meeting.id, 'decide')
      const figure = takeFigure(dashboard, table, code)
      if (figure === 'unknown') throw problems.invalid([fieldError('/code', 'unknown', 'There is no such figure.')])
      if (figure === 'withheld') throw problems.conflict('This figure is withheld and cannot be cited.')
      const text = words[language]
      await queries.insertEvidence(db, id, {
        ...figure,
        title: text.tables[table].title,
        definition: [text.tables[table].definition, text.controlled].join(' '),
        source: [
          services.config.name,
          text.scope(dashboard.scope.postName),
          text.asOf(dashboard.asOf.slice(0, 16).replace('T', ' '), dashboard.people)
        ].join('. '),
        takenAt: services.now().toISOString()
      })
      return finish(db, actor, id, 'evidence.cited', [table], requestId)
    })
  )
}
