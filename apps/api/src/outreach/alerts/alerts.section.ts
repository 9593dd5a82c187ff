import type { RecordSection } from '../../registry/record/download.commands.ts'
import { readMine } from './alertCalls.commands.ts'

/** What a person's own copy of the record says of alerts and the answers to them. */
export const alertSection: RecordSection = {
  name: 'alerts',
  read: (db, _services, registrantId) => readMine(db, registrantId)
}
