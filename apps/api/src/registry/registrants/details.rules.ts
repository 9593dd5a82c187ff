import { languages, occupations, skills, type Details } from '@ponte/schema'
import { districtsOf, type Division } from '../../countries.ts'
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

const languageCodes = new Set<string>(languages.map(({ code }) => code))
const occupationCodes = new Set<string>(occupations.map(([code]) => code))
const skillCodes = new Set<string>(skills.map(({ code }) => code))

/** Codes that stand in no list, and answers that belong to another one. */
function codeErrors(details: Details, divisions: readonly Division[]): FieldError[] {
  const { province, district, investmentProvince, occupationCode, languages: spoken = [], skills: known = [] } = details
  const unknown = (name: keyof Details, detail: string) => fieldError(`/details/${name}`, 'unknown', detail)
  const districts = districtsOf(divisions)
  const errors: FieldError[] = []
  if (province && !districts.has(province)) errors.push(unknown('province', 'There is no such province.'))
  if (district && !(province && districts.get(province)?.includes(district)))
    errors.push(unknown('district', 'Give the district together with the province that it is in.'))
  if (investmentProvince && !districts.has(investmentProvince))
    errors.push(unknown('investmentProvince', 'There is no such province.'))
  if (occupationCode && !occupationCodes.has(occupationCode))
    errors.push(unknown('occupationCode', 'This is not one of the occupations in /code-lists/occupations.'))
  if (known.some((code) => !skillCodes.has(code)))
    errors.push(unknown('skills', 'One of these is not in /code-lists/skills; write it in skillsText.'))
  if (spoken.some(({ code }) => !languageCodes.has(code)))
    errors.push(unknown('languages', 'One of these is not in /code-lists/languages.'))
  if (new Set(spoken.map(({ code }) => code)).size < spoken.length)
    errors.push(fieldError('/details/languages', 'twice', 'A language stands here twice.'))
  return errors
}

/** What the shapes of the optional answers do not tell. */
export function detailErrors(
  details: Details,
  today: Date,
  child: boolean,
  divisions: readonly Division[]
): FieldError[] {
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
  errors.push(...codeErrors(details, divisions))
  if (details.offers?.includes('none-now') && details.offers.length > 1)
    errors.push(fieldError('/details/offers', 'contradiction', '“None for now” does not go with another answer.'))
  return errors
}
