import { system } from '../../db/actor.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { transaction, type Services } from '../../services.ts'
import { removeHandled } from './chargeReports.queries.ts'

const BATCH = 500
const actor = system('retention')

/** Removes a batch of the reports that were handled before a moment. That they are gone is all that stays. */
export const removeHandledReports = (services: Services, before: Date): Promise<number> =>
  transaction(services, actor, async (db) => {
    const ids = await removeHandled(db, before, BATCH)
    for (const id of ids) {
      await writeEvent(db, 'chargeReport.removed', id)
      await writeAudit(db, actor, { action: 'chargeReport.removed', subjectId: id })
    }
    return ids.length
  })
