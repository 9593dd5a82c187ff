import type { InterfaceLanguage } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { writeAudit } from '../../db/records.ts'
import { letterHeadOf } from '../../files/letter.ts'
import { PDF_TYPE, renderPdf } from '../../files/pdf.ts'
import { problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { strategyLetter } from './strategy.letter.ts'
import { listStrategyVersions } from './strategy.queries.ts'

/** A version of the strategy as a file. Who took it stands in the audit before it leaves. */
export async function makeStrategyFile(
  services: Services,
  actor: Actor,
  id: string,
  { language, requestId }: { language: InterfaceLanguage; requestId: string }
) {
  const { config, now } = services
  const version = await transaction(services, actor, async (db) => {
    const [found] = await listStrategyVersions(db, null, id)
    if (!found) throw problems.notFound()
    await writeAudit(db, actor, { action: 'strategy.downloaded', subjectId: id, fields: ['pdf'], requestId })
    return found
  })
  // An approved version gives the same file whenever it is taken.
  const madeAt = version.approvedAt ? new Date(version.approvedAt) : now()
  const letter = strategyLetter(version, {
    head: letterHeadOf(config, language),
    language,
    madeAt,
    zone: config.timeZone
  })
  const name = `${language === 'pt' ? 'estrategia' : 'strategy'}-${version.number}.pdf`
  return { name, type: PDF_TYPE, content: await renderPdf(letter, config.country) }
}
