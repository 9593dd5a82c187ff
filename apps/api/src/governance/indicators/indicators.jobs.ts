import { system } from '../../db/actor.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { transaction, type Services } from '../../services.ts'
import { dayIn } from '../../days.ts'
import { insertMeasurement, listIndicators } from './indicators.queries.ts'
import type { LiveFigure } from './liveFigures.ts'

const actor = system('indicators')

/** Keeps what the product measures, once a day: a dated series, from which nobody can subtract one moment from the next. */
export async function measureLiveIndicators(services: Services, figures: readonly LiveFigure[]): Promise<number> {
  const { config, now } = services
  const day = dayIn(config.timeZone, now())
  const items = await transaction(services, actor, (db) => listIndicators(db, day))
  let measured = 0
  for (const { id, live, measurements } of items) {
    const figure = figures.find(({ code }) => code === live)
    if (!figure || measurements.at(-1)?.day === day) continue
    const value = await figure.read(services)
    const isNew = await transaction(services, actor, async (db) => {
      const row = { indicatorId: id, day, value, note: null, measuredBy: null }
      if (!(await insertMeasurement(db, row, now()))) return false
      await writeEvent(db, 'indicator.measured', id)
      await writeAudit(db, actor, { action: 'indicator.measured', subjectId: id })
      return true
    })
    if (isNew) measured++
  }
  return measured
}
