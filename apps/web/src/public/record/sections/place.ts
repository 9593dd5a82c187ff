import PlaceFields from '../fields/PlaceFields.vue'
import { codeOrNull, section } from '../section'

/** Where the person lives; another country is a move, which is dated, and has its own page. */
export const place = section({
  key: 'place',
  isNeeded: true,
  isForChildren: true,
  fields: PlaceFields,
  read: ({ country, area, city }) => ({ country, area: area ?? '', city }),
  write: ({ area, city }) => ({ area: codeOrNull(area), city: city.trim() }),
  summary: ({ country, area, city }, { nameOf }) =>
    [city, area && nameOf('areas', area), nameOf('countries', country)].filter((one) => !!one) as string[]
})
