import type { AlertAnswer, AlertCall, MyAlert } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { classKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { limitAddress } from '../../platform/sessions/addresses.limits.ts'
import { problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { readToken } from '../tokens.rules.ts'
import * as queries from './alerts.queries.ts'
import * as people from './people.queries.ts'

export type Self = Actor & { kind: 'registrant' }

const TRIES_PER_HOUR = 120
const MINE_MAX = 100
const ended = () => problems.conflict('This alert has ended. If you need help, talk to your post.')

/** The key of the links by which one answers. */
export const callKey = ({ keys }: Pick<Services, 'keys'>) => classKey(keys, 'alert-calls')

type Row = NonNullable<Awaited<ReturnType<typeof people.findPerson>>>

const viewMine = (alert: queries.AlertRow, row: Row): MyAlert => ({
  id: alert.id,
  pt: alert.pt,
  en: alert.en,
  declaredAt: alert.declaredAt!.toISOString(),
  endedAt: alert.endedAt?.toISOString() ?? null,
  answer: row.answer as AlertAnswer | null,
  answeredAt: row.answeredAt?.toISOString() ?? null
})

/** The alerts of one person, newest first. */
export async function readMine(db: Db, registrantId: string): Promise<MyAlert[]> {
  const rows = await people.listAlertIdsOf(db, registrantId, MINE_MAX)
  const alerts = await queries.findAlerts(
    db,
    rows.map(({ alertId }) => alertId)
  )
  const items = rows.flatMap((row) => {
    const alert = alerts.find(({ id }) => id === row.alertId)
    return alert ? [viewMine(alert, row)] : []
  })
  return items.sort((a, b) => b.declaredAt.localeCompare(a.declaredAt))
}

export const listMine = (services: Services, actor: Self): Promise<{ items: MyAlert[] }> =>
  transaction(services, actor, async (db) => ({ items: await readMine(db, actor.id) }))

/** Answers an alert for oneself; the last answer counts. */
export const answerMine = (
  services: Services,
  actor: Self,
  id: string,
  answer: AlertAnswer,
  facts: RequestFacts
): Promise<MyAlert> =>
  transaction(services, actor, async (db) => {
    const [alert, row] = [await queries.findAlert(db, id), await people.findPerson(db, id, actor.id)]
    if (!alert || !row) throw problems.notFound()
    if (alert.state !== 'declared') throw ended()
    await people.setAnswer(db, id, [actor.id], answer, services.now())
    await writeEvent(db, 'alert.answered', id)
    await writeAudit(db, actor, { action: 'alert.answered', subjectId: actor.id, requestId: facts.requestId })
    return viewMine(alert, (await people.findPerson(db, id, actor.id))!)
  })

async function open(db: Db, services: Services, token: string) {
  const read = readToken(callKey(services), token)
  const alert = read && (await queries.findAlert(db, read.subjectId))
  const group = read && alert ? await people.listGroup(db, alert.id, read.registrantId) : []
  if (!alert || group.length === 0) throw problems.notFound()
  return { alert, group }
}

/** What the link shows names nobody: whoever holds the phone reads it. */
const viewCall = ({ alert, group }: Awaited<ReturnType<typeof open>>): AlertCall => {
  const answers = new Set(group.map((row) => row.answer))
  return {
    pt: alert.pt,
    en: alert.en,
    ended: alert.state !== 'declared',
    people: group.length,
    answer: answers.size === 1 ? (group[0]!.answer as AlertAnswer | null) : null
  }
}

export function openCall(services: Services, token: string, facts: RequestFacts): Promise<AlertCall> {
  limitAddress(services, 'alert-call', facts, 3600, TRIES_PER_HOUR)
  return transaction(services, system('alert-call'), async (db) => viewCall(await open(db, services, token)))
}

/** Answers for everybody for whom the message stood, without signing in. */
export function answerCall(
  services: Services,
  token: string,
  answer: AlertAnswer,
  facts: RequestFacts
): Promise<AlertCall> {
  limitAddress(services, 'alert-call', facts, 3600, TRIES_PER_HOUR)
  return transaction(services, system('alert-call'), async (db) => {
    const { alert, group } = await open(db, services, token)
    if (alert.state !== 'declared') throw ended()
    const ids = group.map(({ registrantId }) => registrantId)
    await people.setAnswer(db, alert.id, ids, answer, services.now())
    await writeEvent(db, 'alert.answered', alert.id)
    for (const subjectId of ids)
      await writeAudit(db, system('alert-call'), {
        action: 'alert.answered',
        subjectId,
        requestId: facts.requestId
      })
    return viewCall(await open(db, services, token))
  })
}
