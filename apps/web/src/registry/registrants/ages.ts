/** What is known of a birth: the year, or the whole date. */
export interface Birth {
  birthYear: number
  birthDate?: string | null
}

/** Youngest and oldest that a person may be today, in full years; equal when the whole date is known. */
export function ageRange({ birthYear, birthDate }: Birth, today: Date): [youngest: number, oldest: number] {
  const year = today.getFullYear()
  if (!birthDate) return [year - birthYear - 1, year - birthYear]
  const [, month = 1, day = 1] = birthDate.split('-').map(Number)
  const hadBirthday = today.getMonth() + 1 > month || (today.getMonth() + 1 === month && today.getDate() >= day)
  const age = year - birthYear - (hadBirthday ? 0 : 1)
  return [age, age]
}

/** Does the year of birth leave open on which side of an age the person is? Then it is asked. */
export function isAgeOpen(birth: Birth, age: number, today: Date) {
  const [youngest, oldest] = ageRange(birth, today)
  return youngest < age && oldest >= age
}

/** Is the person too young to be registered without somebody who cares for them? */
export const needsGuardian = (birth: Birth, guardianBelowAge: number, today: Date) =>
  ageRange(birth, today)[1] < guardianBelowAge

/** Asked where the year of birth leaves open on which side of the two ages somebody is. */
export const ageQuestions = ['oldEnough', 'adult'] as const
export type AgeQuestion = (typeof ageQuestions)[number]
