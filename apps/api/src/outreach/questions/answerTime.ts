import type { LiveFigure } from '../../governance/indicators/liveFigures.ts'
import { system } from '../../db/actor.ts'
import { transaction } from '../../services.ts'
import { readFigures } from './questions.queries.ts'
import { shownMedian } from './questions.rules.ts'

const YEAR_MS = 365 * 86_400_000

/** How many days the first answers of a year took, in the middle; nothing while few were given. */
export const answerTime: LiveFigure = {
  code: 'answer-days',
  async read(services) {
    const since = new Date(services.now().getTime() - YEAR_MS)
    const hours = shownMedian(
      await transaction(services, system('indicators'), (db) => readFigures(db, undefined, since))
    )
    return hours === null ? null : Math.round((hours / 24) * 10) / 10
  }
}
