import type { InterfaceLanguage } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { writeAudit } from '../../db/records.ts'
import { DOCX_TYPE, renderDocx } from '../../files/docx.ts'
import { letterHeadOf } from '../../files/letter.ts'
import { PDF_TYPE, renderPdf } from '../../files/pdf.ts'
import { problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { listDecisions } from '../decisions/decisions.queries.ts'
import { findMeeting } from '../meetings/meetings.queries.ts'
import { minutesLetter } from './minutes.letter.ts'
import { findMinutes } from './minutes.queries.ts'

/** One edition of the minutes as a file. Who took it stands in the audit before it leaves. */
export async function makeMinutesFile(
  services: Services,
  actor: Actor,
  id: string,
  { format, language, requestId }: { format: 'pdf' | 'docx'; language: InterfaceLanguage; requestId: string }
) {
  const { keys, config, now } = services
  const found = await transaction(services, actor, async (db) => {
    const minutes = await findMinutes(db, keys, id)
    if (!minutes) throw problems.notFound()
    const meeting = (await findMeeting(db, keys, minutes.meetingId))!
    await writeAudit(db, actor, { action: 'minutes.downloaded', subjectId: id, fields: [format], requestId })
    return { minutes, meeting, decisions: await listDecisions(db, { meetingId: meeting.id }) }
  })
  const { minutes, meeting, decisions } = found
  // An approved edition gives the same file whenever it is taken.
  const madeAt = minutes.approvedAt ? new Date(minutes.approvedAt) : now()
  const letter = minutesLetter(minutes, meeting, decisions, { head: letterHeadOf(config, language), language, madeAt })
  const name = `${language === 'pt' ? 'acta' : 'minutes'}-${meeting.year}-${meeting.number}-${minutes.edition}.${format}`
  return format === 'pdf'
    ? { name, type: PDF_TYPE, content: await renderPdf(letter, config.country) }
    : { name, type: DOCX_TYPE, content: await renderDocx(letter) }
}
