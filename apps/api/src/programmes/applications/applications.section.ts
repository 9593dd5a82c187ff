import type { RecordSection } from '../../registry/record/download.commands.ts'
import { findOpportunity } from '../opportunities/opportunities.queries.ts'
import { todayOf } from '../opportunities/opportunities.commands.ts'
import { listOutcomes } from '../outcomes/outcomes.queries.ts'
import { listOfRegistrant, openReason } from './applications.queries.ts'
import { listMessages } from './thread.queries.ts'

/** What a person's own copy of the record says of their applications. */
export const applicationSection: RecordSection = {
  name: 'applications',
  async read(db, services, registrantId, key) {
    const copies = []
    for (const row of await listOfRegistrant(db, registrantId))
      copies.push({
        opportunity: (await findOpportunity(db, row.opportunityId))?.pt.title ?? null,
        state: row.state,
        createdAt: row.createdAt.toISOString(),
        campaignCode: row.campaignCode,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
        shortlistReason: openReason(key, row),
        messages: await listMessages(db, key, row.id),
        outcomes: await listOutcomes(db, key, row.id, todayOf(services))
      })
    return copies
  }
}
