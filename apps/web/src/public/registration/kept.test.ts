import { beforeEach, expect, test } from '@jest/globals'
import { emptyAnswers, type Answers } from './answers'
import { keepDraft, readDraft, readLockedDraft, unlockDraft, wipeDraft } from './kept'

const day = 86_400_000
const typed = (device: Answers['device'], birthYear = '1986'): Answers => {
  const empty = emptyAnswers()
  return { ...empty, device, person: { ...empty.person, givenNames: 'Anchia', birthYear } }
}
const keep = (answers: Answers, savedAt = Date.now()) => keepDraft({ savedAt, answers })
/** As in a new tab: what the other tab had to itself is not there. */
const newTab = () => sessionStorage.clear()

beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
})

test('on a shared phone nothing outlives the tab', () => {
  keep(typed('shared'))
  expect(readDraft()?.answers.person.givenNames).toBe('Anchia')
  expect(localStorage.length).toBe(0)
  newTab()
  expect(readLockedDraft()).toBeUndefined()
})

test('on one’s own phone it stays, but not before there is a question to ask on return', () => {
  keep(typed('mine', ''))
  expect(localStorage.length).toBe(0)
  keep(typed('mine'))
  newTab()
  expect(readDraft()).toBeUndefined()
  expect(readLockedDraft()).toBeDefined()
})

test('whoever says that the phone is shared after all leaves nothing on it', () => {
  keep(typed('mine'))
  keep(typed('shared'))
  expect(localStorage.length).toBe(0)
})

test('after seven days it is gone', () => {
  keep(typed('mine'), Date.now() - 7 * day)
  newTab()
  expect(readLockedDraft()).toBeUndefined()
  expect(localStorage.length).toBe(0)
})

test('the year of birth opens it', () => {
  keep(typed('mine'))
  newTab()
  expect(unlockDraft('1985')).toBe('wrong')
  expect(unlockDraft(' 1986 ')).toMatchObject({ answers: { person: { givenNames: 'Anchia' } } })
  expect(readDraft()).not.toHaveProperty('tries')
})

test('a second wrong year wipes it, even in another tab', () => {
  keep(typed('mine'))
  newTab()
  expect(unlockDraft('1980')).toBe('wrong')
  newTab()
  expect(unlockDraft('1981')).toBe('wiped')
  expect(localStorage.length).toBe(0)
  expect(unlockDraft('1986')).toBe('wiped')
})

test('storage that holds rubbish is as good as none', () => {
  localStorage.setItem('ponte.registration', '{')
  expect(readLockedDraft()).toBeUndefined()
  wipeDraft()
  expect(localStorage.length).toBe(0)
})
