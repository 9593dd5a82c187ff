import { areas, languages, type Contact, type Guardian, type Person } from '@ponte/schema'
import { fieldError, type FieldError } from '../../problems.ts'

/** What a deployment sets. */
export interface Settings {
  guardianBelowAge: number
  adultAge: number
  /** The country of origin. */
  country: string
}

interface Submission {
  forWhom: 'self' | 'child'
  person: Person
  adult?: boolean
  oldEnough?: boolean
  guardian?: Guardian
  contact: Contact
}

/** Youngest and oldest that a person may be today, in full years; equal when the full date of birth is known. */
export function ageRange(person: Pick<Person, 'birthYear' | 'birthDate'>, today: Date): [number, number] {
  const year = today.getUTCFullYear()
  if (!person.birthDate) return [year - person.birthYear - 1, year - person.birthYear]
  const hadBirthday = today.toISOString().slice(5, 10) >= person.birthDate.slice(5)
  const age = year - Number(person.birthDate.slice(0, 4)) - (hadBirthday ? 0 : 1)
  return [age, age]
}

/** Does the year of birth leave open which side of an age the person is on? */
export const isAgeOpen = (person: Pick<Person, 'birthYear' | 'birthDate'>, age: number, today: Date): boolean => {
  const [youngest, oldest] = ageRange(person, today)
  return youngest < age && oldest >= age
}

/** Is the person of an age whatever the day of birth is, where only the year is known? */
export const isCertainlyOfAge = (
  person: { birthYear: number; birthDate: string | null },
  age: number,
  today: Date
): boolean => ageRange(person, today)[0] >= age

function nameErrors({ givenNames, surnames }: Person): FieldError[] {
  return givenNames.trim() || surnames.trim()
    ? []
    : [fieldError('/person/givenNames', 'nameMissing', 'Give a name; one of the two boxes may stay empty, not both.')]
}

function birthErrors(person: Person, today: Date): FieldError[] {
  const [, oldest] = ageRange(person, today)
  if (person.birthYear > today.getUTCFullYear())
    return [fieldError('/person/birthYear', 'inFuture', 'The year of birth lies in the future.')]
  if (oldest > 120)
    return [fieldError('/person/birthYear', 'tooLongAgo', 'The year of birth is more than 120 years ago.')]
  if (!person.birthDate) return []
  if (!person.birthDate.startsWith(String(person.birthYear)))
    return [fieldError('/person/birthDate', 'notThatYear', 'The date of birth is not in the year of birth.')]
  return person.birthDate > today.toISOString().slice(0, 10)
    ? [fieldError('/person/birthDate', 'inFuture', 'The date of birth lies in the future.')]
    : []
}

/** Below the guardian's age only a guardian registers; above majority nobody is registered as a child. */
function ageErrors(
  { forWhom, person, adult, oldEnough, guardian }: Submission,
  settings: Settings,
  today: Date
): FieldError[] {
  const [youngest, oldest] = ageRange(person, today)
  if (forWhom === 'child') {
    if (!guardian) return [fieldError('/guardian', 'guardianMissing', 'Say who registers the child.')]
    if (!guardian.givenNames.trim() && !guardian.surnames.trim())
      return [fieldError('/guardian/givenNames', 'nameMissing', 'Give the name of the adult.')]
    if (youngest >= settings.adultAge || adult === true)
      return [
        fieldError('/person/birthYear', 'notAChild', `From ${settings.adultAge} years on, people register themselves.`)
      ]
    return []
  }
  const guardianNeeded = (pointer: string) =>
    fieldError(pointer, 'guardianNeeded', `Below ${settings.guardianBelowAge} years a parent or guardian registers.`)
  if (oldest < settings.guardianBelowAge) return [guardianNeeded('/person/birthYear')]
  if (isAgeOpen(person, settings.guardianBelowAge, today) && oldEnough !== true)
    return oldEnough === false
      ? [guardianNeeded('/oldEnough')]
      : [fieldError('/oldEnough', 'required', `Say whether you are ${settings.guardianBelowAge} already.`)]
  if (isAgeOpen(person, settings.adultAge, today) && adult === undefined)
    return [fieldError('/adult', 'required', `Say whether you are ${settings.adultAge} already.`)]
  return []
}

/** Where a person of this registry may live: abroad, and in an area of that country. */
export function placeErrors({ country, area }: Pick<Person, 'country' | 'area'>, origin: string): FieldError[] {
  if (country === origin)
    return [
      fieldError(
        '/person/country',
        'atHome',
        'The registry is for people who live abroad: give the country where you live.'
      )
    ]
  if (!area) return []
  return areas.some(({ code }) => code === area) && area.startsWith(`${country}-`)
    ? []
    : [fieldError('/person/area', 'unknown', 'This area is not one of the country.')]
}

const languageErrors = ({ language }: Person): FieldError[] =>
  languages.some(({ code }) => code === language)
    ? []
    : [fieldError('/person/language', 'unknown', 'This is not one of the languages in /code-lists/languages.')]

function contactErrors({ kind, value, ownership }: Contact): FieldError[] {
  if (kind === 'none') return []
  if (!value?.trim()) return [fieldError('/contact/value', 'required', 'Give the number or the address.')]
  return ownership ? [] : [fieldError('/contact/ownership', 'required', 'Say whose contact this is.')]
}

/** Everything that the shape alone does not tell, all at once. */
export const registrationErrors = (submission: Submission, settings: Settings, today: Date): FieldError[] => [
  ...nameErrors(submission.person),
  // An impossible year says nothing of an age.
  ...(birthErrors(submission.person, today).length > 0
    ? birthErrors(submission.person, today)
    : ageErrors(submission, settings, today)),
  ...placeErrors(submission.person, settings.country),
  ...languageErrors(submission.person),
  ...contactErrors(submission.contact)
]

/**
 * Somebody below majority: registered by a guardian, or alone between the two settings. Core and emergency only. What the
 * person says of it decides only where the year of birth leaves it open.
 */
export function isMinor(
  { forWhom, person, adult }: Pick<Submission, 'forWhom' | 'person' | 'adult'>,
  settings: Settings,
  today: Date
): boolean {
  if (forWhom === 'child') return true
  return isAgeOpen(person, settings.adultAge, today) ? adult !== true : ageRange(person, today)[1] < settings.adultAge
}

/** How long to wait before the next code: 30 s, 60 s, 120 s, …, an hour at most. */
export const resendPauseSeconds = (sends: number, first: number): number =>
  Math.min(3600, first * 2 ** Math.max(0, sends - 1))
