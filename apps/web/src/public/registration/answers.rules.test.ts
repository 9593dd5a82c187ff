import { expect, test } from '@jest/globals'
import { emptyAnswers, toBody, type Answers } from './answers'
import { agesAsked, contactFault, faultsOf, firstIncomplete } from './answers.rules'

const today = new Date('2026-11-23T12:00:00Z')
const settings = { country: 'MZ', guardianBelowAge: 16, adultAge: 18, contactKinds: ['phone', 'email'] as const }

/** Everything answered as Anchia would; a test changes what it is about. */
function answersOf(changes: Omit<Partial<Answers>, 'person'> & { person?: Partial<Answers['person']> } = {}): Answers {
  const empty = emptyAnswers()
  return {
    ...empty,
    whom: 'self',
    device: 'mine',
    notice: { version: '2026-11', language: 'pt', carried: false },
    contact: { ...empty.contact, kind: 'email', email: 'anchia@example.org', ownership: 'mine' },
    ...changes,
    person: {
      ...empty.person,
      givenNames: 'Anchia',
      birthYear: '1986',
      sex: 'woman',
      link: 'citizen',
      bornInCountry: 'yes',
      country: 'ZA',
      ...changes.person
    }
  }
}
const birth = (person: Partial<Answers['person']>, rest: Partial<Answers> = {}) =>
  faultsOf('birth', answersOf({ ...rest, person }), settings, today)

test('whoever answers everything needed may send', () => {
  expect(firstIncomplete(answersOf(), settings, today)).toBeUndefined()
  expect(firstIncomplete(emptyAnswers(), settings, today)).toBe('whom')
})

test('one of the two names may be empty, not both', () => {
  const names = (givenNames: string, surnames: string) =>
    faultsOf('name', answersOf({ person: { givenNames, surnames } }), settings, today)
  expect(names('', 'Cossa')).toEqual({})
  expect(names(' ', '')).toEqual({ 'person.givenNames': 'nameMissing' })
})

test.each([
  ['', { 'person.birthYear': 'required' }],
  ['86', { 'person.birthYear': 'required' }],
  ['2027', { 'person.birthYear': 'inFuture' }],
  ['1900', { 'person.birthYear': 'tooLongAgo' }],
  ['2014', { 'person.birthYear': 'guardianNeeded' }],
  ['2010', { oldEnough: 'required' }],
  ['2009', {}],
  ['2008', { adult: 'required' }],
  ['2007', {}]
])('born in %s, alone', (birthYear, faults) => {
  expect(birth({ birthYear })).toEqual(faults)
})

test('a full date settles the age, and has to be a day', () => {
  expect(birth({ birthYear: '2008', birthMonth: '11', birthDay: '23' })).toEqual({})
  expect(
    agesAsked(answersOf({ person: { birthYear: '2008', birthMonth: '11', birthDay: '24' } }), settings, today)
  ).toEqual([])
  expect(birth({ birthMonth: '4', birthDay: '31' })).toEqual({ 'person.birthDate': 'noSuchDay' })
  expect(birth({ birthDay: '31' })).toEqual({ 'person.birthDate': 'dayAndMonth' })
  expect(birth({ birthYear: '2026', birthMonth: '12', birthDay: '1' })).toEqual({ 'person.birthDate': 'inFuture' })
})

test('who says to be below the age needs somebody who registers them, and no other answer goes along', () => {
  const born2010 = { birthYear: '2010' }
  expect(birth(born2010, { oldEnough: 'no' })).toEqual({ oldEnough: 'guardianNeeded' })
  expect(birth(born2010, { oldEnough: 'yes' })).toEqual({})
  const answers = answersOf({ person: born2010, oldEnough: 'yes', adult: 'yes' })
  const asked = agesAsked(answers, settings, today)
  const body = toBody(answers, { asked, website: '' })
  expect([asked, body.oldEnough, body.adult]).toEqual([['oldEnough'], true, undefined])
})

test('a child needs a guardian, and nobody of age is one', () => {
  const child = { whom: 'child' as const }
  expect(faultsOf('name', answersOf(child), settings, today)).toEqual({
    'guardian.givenNames': 'nameMissing',
    'guardian.relation': 'required'
  })
  expect(birth({ birthYear: '2018' }, child)).toEqual({})
  expect(birth({ birthYear: '2008' }, child)).toEqual({})
  expect(birth({ birthYear: '1986' }, child)).toEqual({ 'person.birthYear': 'notAChild' })
})

test('with a helper the code and whom it is for are needed', () => {
  expect(faultsOf('whom', answersOf({ whom: 'helper', helperCode: 'AB3' }), settings, today)).toEqual({
    helperCode: 'helperCode',
    helped: 'required'
  })
  const helped = answersOf({ whom: 'helper', helperCode: ' ab3d-7kmn', helped: 'adult' })
  expect(faultsOf('whom', helped, settings, today)).toEqual({})
})

test.each([
  ['phone', '', 'phoneMissing'],
  ['phone', '12', 'phone'],
  ['phone', '+27 (82) 123-4567', undefined],
  ['phone', 'oito quatro um dois três', 'phone'],
  ['email', '', 'emailMissing'],
  ['email', 'maria@exemplo', 'email'],
  ['email', ' maria@exemplo.com ', undefined]
] as const)('a contact by %s: "%s"', (kind, value, fault) => {
  expect(contactFault(kind, value)).toBe(fault)
})

test('what is sent holds no form of the form', () => {
  const answers = answersOf({
    campaignCode: ' poster-1 ',
    person: { city: ' Soweto ', birthMonth: '3', birthDay: '5' }
  })
  const proof = { challenge: 'c', nonce: 'n' }
  expect(toBody(answers, { asked: [], proof, website: '' })).toEqual({
    forWhom: 'self',
    person: {
      givenNames: 'Anchia',
      surnames: '',
      birthYear: 1986,
      birthDate: '1986-03-05',
      sex: 'woman',
      link: 'citizen',
      bornInCountry: 'yes',
      country: 'ZA',
      area: null,
      city: 'Soweto',
      language: 'por'
    },
    contact: { kind: 'email', value: 'anchia@example.org', ownership: 'mine' },
    notice: { version: '2026-11', language: 'pt', accepted: true },
    campaignCode: 'poster-1',
    proof
  })
})

test('a helper sends the code in the place of a proof, and the contact of the person before may be carried on', () => {
  const answers = answersOf({
    whom: 'helper',
    helped: 'child',
    helperCode: 'AB3D-7KMN',
    guardian: { relation: 'mother', givenNames: 'Rosa', surnames: '' },
    contact: { ...emptyAnswers().contact, kind: 'same', ownership: 'shared', whatsapp: true },
    carriedContact: { kind: 'phone', value: '+27821234567', masked: '+27 ••• 67' }
  })
  expect(toBody(answers, { asked: [], proof: undefined, website: '' })).toMatchObject({
    forWhom: 'child',
    guardian: { relation: 'mother', givenNames: 'Rosa', surnames: '' },
    contact: { kind: 'phone', value: '+27821234567', ownership: 'shared', whatsapp: true },
    helperCode: 'AB3D-7KMN'
  })
})
