import type { RecordSection } from '../../registry/record/download.commands.ts'
import { factsOf, listOwnQuestions, openSubject } from './questions.queries.ts'
import { listMessages } from './thread.queries.ts'

const COPY_MAX = 1000

/** What a person's own copy of the record says of what they asked and were answered. */
export const questionSection: RecordSection = {
  name: 'questions',
  async read(db, _services, registrantId, key) {
    const copies = []
    for (const row of await listOwnQuestions(db, registrantId, COPY_MAX))
      copies.push({
        ...factsOf(row),
        subject: openSubject(key, row),
        messages: await listMessages(db, key, row.id, { nameStaff: false })
      })
    return copies
  }
}
