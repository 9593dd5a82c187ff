import type { LiveFigureCode } from '@ponte/schema'
import { readRegisteredInYear, readRegistryDashboard } from '../../statistics/dashboard/dashboard.commands.ts'
import type { Services } from '../../services.ts'

/**
 * A figure that the product measures itself. `read` gives null where too few people stand behind it to show it. Wings further
 * right hand theirs in where the worker is put together, because this one may not import them.
 */
export interface LiveFigure {
  code: LiveFigureCode
  read(services: Services): Promise<number | null>
}

/*
 * Both tell no more than the dashboard does. The year is a cell of its own that goes through disclosure control by itself,
 * since a sum of the months would be withheld as long as a single month is; the share of women is made of two shown cells.
 */
export const registryFigures: readonly LiveFigure[] = [
  { code: 'confirmed-12-months', read: readRegisteredInYear },
  {
    code: 'women-percent',
    async read(services) {
      const { tables } = await readRegistryDashboard(services, 'pt')
      const cells = tables.find(({ name }) => name === 'sex')!.cells
      const shown = (code: string) => cells.find((cell) => cell.code === code)?.count ?? null
      const women = shown('woman')
      const men = shown('man')
      return women === null || men === null || women + men === 0
        ? null
        : Math.round((1000 * women) / (women + men)) / 10
    }
  }
]
