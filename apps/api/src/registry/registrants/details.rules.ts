import { districtsByProvince, type Details } from '@ponte/schema'
import { fieldError, type FieldError } from '../../problems.ts'

/** Offers, investment and news are for adults. */
const notForChildren = [
  'offers',
  'availability',
  'investmentSector',
  'investmentProvince',
  'investmentBand',
  'topics'
] as const

const isGiven = (value: unknown) =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)

/** What the shapes of the optional answers do not tell. */
export function detailErrors(details: Details, today: Date, child: boolean): FieldError[] {
  const errors: FieldError[] = child
    ? notForChildren
        .filter((name) => isGiven(details[name]))
        .map((name) =>
          fieldError(`/details/${name}`, 'notForChildren', 'Children are in the registry for protection only.')
        )
    : []
  const year = today.getUTCFullYear()
  if (details.abroadSince && details.abroadSince > year)
    errors.push(fieldError('/details/abroadSince', 'inFuture', 'The year lies in the future.'))
  if (details.province && !districtsByProvince[details.province])
    errors.push(fieldError('/details/province', 'unknown', 'There is no such province.'))
  if (
    details.district &&
    details.province &&
    districtsByProvince[details.province] &&
    !districtsByProvince[details.province]!.includes(details.district)
  )
    errors.push(fieldError('/details/district', 'unknown', 'This district is not in the province.'))
  if (details.offers?.includes('none-now') && details.offers.length > 1)
    errors.push(fieldError('/details/offers', 'contradiction', '“None for now” does not go with another answer.'))
  return errors
}
