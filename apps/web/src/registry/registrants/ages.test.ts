import { expect, test } from '@jest/globals'
import { ageRange, isAgeOpen, needsGuardian } from './ages'

const today = new Date(2026, 10, 23)

test('with the year alone there are two ages', () => {
  expect(ageRange({ birthYear: 2008 }, today)).toEqual([17, 18])
})

test('with the date there is one, and it grows on the birthday', () => {
  expect(ageRange({ birthYear: 2008, birthDate: '2008-11-23' }, today)).toEqual([18, 18])
  expect(ageRange({ birthYear: 2008, birthDate: '2008-11-24' }, today)).toEqual([17, 17])
})

test('only where the year leaves it open is the age asked for', () => {
  expect(isAgeOpen({ birthYear: 2008 }, 18, today)).toBe(true)
  expect(isAgeOpen({ birthYear: 2007 }, 18, today)).toBe(false)
  expect(isAgeOpen({ birthYear: 2008, birthDate: '2008-01-01' }, 18, today)).toBe(false)
})

test('who is surely below the age needs somebody', () => {
  expect(needsGuardian({ birthYear: 2011 }, 16, today)).toBe(true)
  expect(needsGuardian({ birthYear: 2010 }, 16, today)).toBe(false)
})
