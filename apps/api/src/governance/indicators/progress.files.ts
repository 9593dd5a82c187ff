import type { InterfaceLanguage } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { writeAudit } from '../../db/records.ts'
import { letterHeadOf } from '../../files/letter.ts'
import { PDF_TYPE, renderPdf } from '../../files/pdf.ts'
import { writeXlsx, XLSX_TYPE } from '../../files/xlsx.ts'
import { transaction, type Services } from '../../services.ts'
import { readFramework } from '../framework/framework.commands.ts'
import { frameworkSheets } from './framework.sheets.ts'
import { listIndicators } from './indicators.queries.ts'
import { progressLetter } from './progress.letter.ts'

interface Wanted {
  language: InterfaceLanguage
  requestId: string
}

/** What both files are made of. Who took one stands in the audit before it leaves. */
const readFor = (services: Services, actor: Actor, format: 'pdf' | 'xlsx', requestId: string) =>
  transaction(services, actor, async (db) => {
    const framework = await readFramework(services, db)
    await writeAudit(db, actor, { action: 'framework.downloaded', fields: [format], requestId })
    return { framework, indicators: await listIndicators(db, framework.today) }
  })

/** The progress report of today. */
export async function makeProgressFile(services: Services, actor: Actor, { language, requestId }: Wanted) {
  const { config, now } = services
  const { framework, indicators } = await readFor(services, actor, 'pdf', requestId)
  const head = letterHeadOf(config, language)
  const letter = progressLetter(framework, indicators, { head, language, madeAt: now() })
  const name = `${language === 'pt' ? 'progresso' : 'progress'}-${framework.today}.pdf`
  return { name, type: PDF_TYPE, content: await renderPdf(letter, config.country) }
}

/** The framework with all that was measured, as a workbook. */
export async function makeFrameworkFile(services: Services, actor: Actor, { language, requestId }: Wanted) {
  const { framework, indicators } = await readFor(services, actor, 'xlsx', requestId)
  const [first, ...more] = frameworkSheets(framework, indicators, language)
  const name = `${language === 'pt' ? 'quadro-de-resultados' : 'results-framework'}-${framework.today}.xlsx`
  return { name, type: XLSX_TYPE, content: writeXlsx({ ...first, more }) }
}
