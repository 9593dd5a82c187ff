import { system } from '../../db/actor.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { eachApart } from '../../nights.ts'
import { transaction, type Services } from '../../services.ts'
import { tellApplicant } from '../applications/applicants.queries.ts'
import { todayOf } from '../opportunities/opportunities.commands.ts'
import { listDue, markAsked } from './outcomes.queries.ts'

const actor = system('outcomes')

/** Asks people how their placement went, once at six months and once at twelve. The officers see on their page what is due. */
export async function askForOutcomes(services: Services): Promise<number> {
  const due = await transaction(services, actor, (db) => listDue(db, todayOf(services)))
  return eachApart(due, ({ applicationId, months, registrantId }) =>
    transaction(services, actor, async (db) => {
      if (!(await markAsked(db, applicationId, months, services.now()))) return false
      await tellApplicant(db, services, actor, registrantId, 'outcome')
      await writeEvent(db, 'outcome.asked', applicationId, { months })
      await writeAudit(db, actor, { action: 'outcome.asked', subjectId: registrantId })
      return true
    })
  )
}
