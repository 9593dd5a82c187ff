import type { Tour, TourCreate } from '@ponte/schema'

/** A tour as it is typed. */
export type TourValues = TourCreate

export const emptyTour: TourValues = {
  title: '',
  objective: '',
  country: 'PT',
  zone: 'Europe/Lisbon',
  firstOn: '',
  lastOn: ''
}

export const valuesOf = ({ title, objective, country, zone, firstOn, lastOn }: Tour): TourValues => ({
  title,
  objective,
  country,
  zone,
  firstOn,
  lastOn
})

/** What was changed of it. */
export const changesOf = (before: TourValues, after: TourValues): Partial<TourValues> =>
  Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== before[name as keyof TourValues]))
