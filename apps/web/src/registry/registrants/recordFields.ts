import type { Details } from '@ponte/schema'
import type { ListName } from './labels'

/** The code of an occupation goes with its words; the emergency contact has a place of its own. */
export type DetailName = Exclude<keyof Details, 'occupationCode' | 'emergencyContact'>

/** How an answer is asked for and shown. */
export type FieldKind =
  | { kind: 'code' | 'codes'; list: ListName; none?: string }
  | {
      kind:
        | 'country'
        | 'countries'
        | 'province'
        | 'district'
        | 'languages'
        | 'occupation'
        | 'year'
        | 'number'
        | 'text'
        | 'lines'
    }

export type DetailField = { name: DetailName } & FieldKind

export interface DetailSection {
  /** Its heading is `registrantFields.sections.<key>`. */
  key: string
  fields: readonly DetailField[]
}

/**
 * The optional answers in the order of the public form, once for showing and for changing them. The emergency contact is not
 * among them: it is shown with the contact, for a reason.
 */
export const detailSections: readonly DetailSection[] = [
  {
    key: 'needs',
    fields: [
      { name: 'needs', kind: 'codes', list: 'needs' },
      { name: 'householdAdults', kind: 'number' },
      { name: 'householdChildren', kind: 'number' }
    ]
  },
  {
    key: 'way',
    fields: [
      { name: 'abroadSince', kind: 'year' },
      { name: 'migrationReason', kind: 'code', list: 'migrationReasons' },
      { name: 'province', kind: 'province' },
      { name: 'district', kind: 'district' },
      { name: 'citizenships', kind: 'countries' },
      { name: 'consularRegistration', kind: 'code', list: 'yesNoNotSure' },
      { name: 'consularNumber', kind: 'text' }
    ]
  },
  {
    key: 'work',
    fields: [
      { name: 'education', kind: 'code', list: 'educationLevels' },
      { name: 'educationField', kind: 'code', list: 'educationFields' },
      { name: 'educationCountry', kind: 'country' },
      { name: 'workStatus', kind: 'code', list: 'workStatuses' },
      { name: 'occupation', kind: 'occupation' },
      { name: 'sector', kind: 'code', list: 'sectors' },
      { name: 'experienceYears', kind: 'number' },
      { name: 'skills', kind: 'codes', list: 'skills' },
      { name: 'skillsText', kind: 'lines' },
      { name: 'languages', kind: 'languages' }
    ]
  },
  {
    key: 'offers',
    fields: [
      { name: 'offers', kind: 'codes', list: 'offers', none: 'none-now' },
      { name: 'availability', kind: 'code', list: 'availabilities' },
      { name: 'investmentSector', kind: 'code', list: 'sectors' },
      { name: 'investmentProvince', kind: 'province' },
      { name: 'investmentBand', kind: 'code', list: 'investmentBands' }
    ]
  },
  {
    key: 'news',
    fields: [
      { name: 'topics', kind: 'codes', list: 'topics' },
      { name: 'channels', kind: 'codes', list: 'channels' },
      { name: 'accessibilityNeeds', kind: 'lines' }
    ]
  }
]
