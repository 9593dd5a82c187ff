import type { RecordSection } from '../../registry/record/download.commands.ts'
import { asSystem } from '../../db/elevate.ts'
import { listSentTo } from './recipients.queries.ts'

/** What a person's own copy of the record says of the mailings that were sent to them. */
export const mailingSection: RecordSection = {
  name: 'mailings',
  read: (db, _services, registrantId, _key, actor) =>
    asSystem(db, actor, 'own-copy', () => listSentTo(db, registrantId))
}
