import type { InterfaceLanguage, Tour } from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { writeAudit } from '../../db/records.ts'
import { publishIcal } from '../../files/ical.ts'
import { letterHeadOf } from '../../files/letter.ts'
import { PDF_TYPE, renderPdf } from '../../files/pdf.ts'
import { listCountries } from '../../platform/system/codeLists.queries.ts'
import { problems } from '../../problems.ts'
import { transaction, type Services } from '../../services.ts'
import { tourLetter } from './tours.letter.ts'
import { findTour } from './tours.queries.ts'

/** The sessions as entries of a calendar. Their moments are right wherever they are read; the zone is only where they are. */
function calendarOf(tour: Tour, { config, now }: Services, language: InterfaceLanguage): string {
  const host = new URL(config.publicUrl).hostname
  const [, name = config.name, email = config.mailFrom] = /^(.*?)\s*<(.+)>$/.exec(config.mailFrom) ?? []
  const entries = tour.sessions.map((session) => ({
    uid: `${session.id}@${host}`,
    startsAt: new Date(session.startsAt),
    endsAt: new Date(session.endsAt),
    summary: session.title,
    description: [session.host?.institution, session.questions].filter(Boolean).join('\n\n'),
    location: session.place ?? '',
    url: null
  }))
  return publishIcal(entries, {
    name: tour.title,
    stampedAt: now(),
    language,
    // Every change of the tour is a later version, so that a calendar taken again replaces the one before.
    sequence: tour.sessions.reduce((sum, { version }) => sum + version - 1, tour.version - 1),
    isCancelled: tour.state === 'cancelled',
    organizer: { name, email }
  })
}

/** The programme as a file. Who took it stands in the audit before it leaves. */
export async function makeTourFile(
  services: Services,
  actor: Actor,
  id: string,
  { format, language, requestId }: { format: 'pdf' | 'ics'; language: InterfaceLanguage; requestId: string }
) {
  const { config, keys, now } = services
  const tour = await transaction(services, actor, async (db) => {
    const found = await findTour(db, keys, id)
    if (!found) throw problems.notFound()
    await writeAudit(db, actor, { action: 'tour.downloaded', subjectId: id, fields: [format], requestId })
    return found
  })
  const name = `${language === 'pt' ? 'viagem-de-estudo' : 'study-tour'}-${tour.country}-${tour.firstOn}.${format}`
  if (format === 'ics')
    return { name, type: 'text/calendar; charset=utf-8', content: Buffer.from(calendarOf(tour, services, language)) }
  const country = listCountries(language).find(({ code }) => code === tour.country)?.name ?? tour.country
  const letter = tourLetter(tour, country, { head: letterHeadOf(config, language), language, madeAt: now() })
  return { name, type: PDF_TYPE, content: await renderPdf(letter, config.country) }
}
