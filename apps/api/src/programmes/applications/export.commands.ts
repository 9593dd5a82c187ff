import type { FastifyReply } from 'fastify'
import { applicationStates, type InterfaceLanguage } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { writeAudit, writeAuditList } from '../../db/records.ts'
import { auditKey } from '../../db/sealing.ts'
import { asSystem } from '../../db/elevate.ts'
import { writeXlsx, XLSX_TYPE } from '../../files/xlsx.ts'
import { listCountries } from '../../platform/system/codeLists.queries.ts'
import { problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import type { Staff } from '../opportunities/opportunities.commands.ts'
import { findOpportunity } from '../opportunities/opportunities.queries.ts'
import { listOfOpportunity } from './applications.queries.ts'
import { isKnown } from './applications.rules.ts'
import { viewApplications } from './applications.view.ts'

const headers: Record<InterfaceLanguage, string[]> = {
  pt: ['Número', 'Nome', 'País', 'Situação', 'De', 'A'],
  en: ['Number', 'Name', 'Country', 'State', 'From', 'To']
}
const widths = [14, 36, 20, 22, 12, 12]

/** The list of those who said yes, as a file. Reason and people stand in the audit before the first byte leaves. */
export async function exportApplications(
  services: Services,
  actor: Staff,
  id: string,
  { reason, language }: { reason: string; language: InterfaceLanguage },
  { requestId }: RequestFacts,
  reply: FastifyReply
) {
  const items = await transaction(services, actor, async (db) => {
    const opportunity = await findOpportunity(db, id)
    if (!opportunity) throw problems.notFound()
    const all = await asSystem(db, actor, 'applications', () => listOfOpportunity(db, opportunity.id))
    const rows = all.filter(({ state }) => isKnown(state as Parameters<typeof isKnown>[0]))
    const auditId = createId()
    await writeAudit(db, actor, {
      id: auditId,
      action: 'applications.exported',
      count: rows.length,
      reason: { key: auditKey(services.keys), text: reason },
      requestId
    })
    if (rows.length > 0)
      await writeAuditList(
        db,
        auditId,
        0,
        rows.map(({ registrantId }) => registrantId)
      )
    return viewApplications(db, services, actor, rows)
  })
  const countries = new Map(listCountries(language).map(({ code, name }) => [code, name]))
  async function* rows() {
    for (const { number, name, country, state, startsOn, endsOn } of items)
      yield [
        number,
        name ?? '',
        countries.get(country ?? '') ?? '',
        applicationStates.find(({ code }) => code === state)![language],
        startsOn ?? '',
        endsOn ?? ''
      ]
  }
  const columns = headers[language].map((header, i) => ({ header, width: widths[i]! }))
  return reply
    .header('content-disposition', 'attachment; filename="ponte-oportunidade.xlsx"')
    .type(XLSX_TYPE)
    .send(writeXlsx({ sheetName: 'Ponte', columns, rows: rows() }))
}
