import type { RecordSection } from '../../registry/record/download.commands.ts'
import { findOpportunity } from '../opportunities/opportunities.queries.ts'
import { listOfRegistrant, openReason } from './applications.queries.ts'
import { readTexts } from './applications.view.ts'

/** What a person's own copy of the record says of their applications. */
export const applicationSection: RecordSection = {
  name: 'applications',
  async read(db, services, registrantId, key) {
    const copies = []
    const rows = await listOfRegistrant(db, registrantId)
    const textsOf = await readTexts(db, services, new Map(rows.map(({ id }) => [id, key])))
    for (const row of rows)
      copies.push({
        opportunity: (await findOpportunity(db, row.opportunityId))?.pt.title ?? null,
        state: row.state,
        createdAt: row.createdAt.toISOString(),
        campaignCode: row.campaignCode,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
        shortlistReason: openReason(key, row),
        ...textsOf(row.id)
      })
    return copies
  }
}
