import type { ChargeReport, ChargeReportCreate } from '@ponte/schema'
import { nobody, system, type Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { limitAddress } from '../../platform/sessions/addresses.limits.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import * as queries from './chargeReports.queries.ts'

type Staff = Actor & { kind: 'staff' }

/** A café or a hostel shares one address; a flood of made-up reports would hide the true ones. */
const REPORTS_PER_HOUR = 20

/** Keeps a report. Who sent it is not noted, not even of somebody who is signed in. */
export async function createChargeReport(
  services: Services,
  body: ChargeReportCreate,
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<{ number: string }> {
  // A bot filled in the field that people do not see: it gets an answer like any other, and nothing is kept.
  if (body.website) return { number: queries.createNumber() }
  if (!body.text.trim()) throw problems.invalid([fieldError('/text', 'required', 'Say what happened.')])
  limitAddress(services, 'charge-report', facts, 3600, REPORTS_PER_HOUR)
  return transaction(services, system('charge-report'), (db) =>
    once(db, services.keys, idempotent, async () => {
      const { id, number } = await queries.insertChargeReport(db, services.keys, body, services.now())
      await writeEvent(db, 'chargeReport.created', id)
      await writeAudit(db, nobody, { action: 'chargeReport.created', subjectId: id, requestId: facts.requestId })
      return { number }
    })
  )
}

/** Shows one report to the ministry; that it was read stands in the audit. */
export function getChargeReport(
  services: Services,
  actor: Staff,
  id: string,
  requestId: string
): Promise<ChargeReport> {
  return transaction(services, actor, async (db) => {
    const report = await queries.findChargeReport(db, services.keys, id)
    if (!report) throw problems.notFound()
    await writeAudit(db, actor, { action: 'chargeReport.read', subjectId: id, requestId })
    return report
  })
}

/** Notes what was done about a report; from then on its time runs out. */
export function handleChargeReport(
  services: Services,
  actor: Staff,
  id: string,
  note: string,
  requestId: string
): Promise<ChargeReport> {
  if (!note.trim()) throw problems.invalid([fieldError('/note', 'required', 'Say what was done.')])
  return transaction(services, actor, async (db) => {
    const change = { note: note.trim(), staffId: actor.id, now: services.now() }
    const isFirst = await queries.markHandled(db, services.keys, id, change)
    const report = await queries.findChargeReport(db, services.keys, id)
    if (!report) throw problems.notFound()
    if (!isFirst) throw problems.conflict('This report was handled already.')
    await writeEvent(db, 'chargeReport.handled', id)
    await writeAudit(db, actor, { action: 'chargeReport.handled', subjectId: id, fields: ['note'], requestId })
    return report
  })
}
