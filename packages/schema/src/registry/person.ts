import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { named } from '../endpoint.ts'
import { AreaCode, CalendarDate, Closed, CountryCode, LanguageCode, Line, Lines, Nullable, OneOf } from '../values.ts'
import * as codes from './codes.ts'

const Year = Type.Integer({ minimum: 1900, maximum: 2100 })

/** The needed part about the person. One of the two names may be empty, not both. */
export const personFields = {
  givenNames: Line(120),
  surnames: Line(120),
  birthYear: Year,
  birthDate: Type.Optional(Nullable(CalendarDate)),
  sex: OneOf(codesOf(codes.sexes)),
  link: OneOf(codesOf(codes.links)),
  bornInCountry: OneOf(codesOf(codes.yesNoNotSure)),
  country: CountryCode,
  area: Type.Optional(Nullable(AreaCode)),
  city: Type.Optional(Line(120)),
  language: LanguageCode
}
export const Person = Closed(personFields)
export type Person = Static<typeof Person>

export const Guardian = Closed({
  relation: OneOf(codesOf(codes.guardianRelations)),
  givenNames: Line(120),
  surnames: Line(120)
})
export type Guardian = Static<typeof Guardian>

const Count = Type.Integer({ minimum: 0, maximum: 50 })

/** Everything optional, in the order of the later steps. Null takes an answer back. */
export const detailFields = {
  emergencyContact: Type.Optional(Nullable(Closed({ name: Line(160), phone: Line(40), relation: Line(80) }))),
  householdAdults: Type.Optional(Nullable(Count)),
  householdChildren: Type.Optional(Nullable(Count)),
  needs: Type.Optional(Type.Array(OneOf(codesOf(codes.needs)), { uniqueItems: true, maxItems: 10 })),
  abroadSince: Type.Optional(Nullable(Year)),
  migrationReason: Type.Optional(Nullable(OneOf(codesOf(codes.migrationReasons)))),
  province: Type.Optional(Nullable(AreaCode)),
  district: Type.Optional(Nullable(Line(80))),
  citizenships: Type.Optional(Type.Array(CountryCode, { uniqueItems: true, maxItems: 6 })),
  consularRegistration: Type.Optional(Nullable(OneOf(codesOf(codes.yesNoNotSure)))),
  consularNumber: Type.Optional(Nullable(Line(40))),
  education: Type.Optional(Nullable(OneOf(codesOf(codes.educationLevels)))),
  educationField: Type.Optional(Nullable(OneOf(codesOf(codes.educationFields)))),
  educationCountry: Type.Optional(Nullable(CountryCode)),
  workStatus: Type.Optional(Nullable(OneOf(codesOf(codes.workStatuses)))),
  occupation: Type.Optional(Nullable(Line(120))),
  occupationCode: Type.Optional(Nullable(Type.String({ pattern: '^[0-9]{4}$', maxLength: 4, description: 'ISCO-08' }))),
  sector: Type.Optional(Nullable(OneOf(codesOf(codes.sectors)))),
  experienceYears: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 80 }))),
  skills: Type.Optional(
    Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,40}$', maxLength: 40 }), { uniqueItems: true, maxItems: 30 })
  ),
  skillsText: Type.Optional(Nullable(Lines(500))),
  languages: Type.Optional(
    Type.Array(Closed({ code: LanguageCode, level: OneOf(codesOf(codes.languageLevels)) }), { maxItems: 15 })
  ),
  offers: Type.Optional(Type.Array(OneOf(codesOf(codes.offers)), { uniqueItems: true, maxItems: 6 })),
  availability: Type.Optional(Nullable(OneOf(codesOf(codes.availabilities)))),
  investmentSector: Type.Optional(Nullable(OneOf(codesOf(codes.sectors)))),
  investmentProvince: Type.Optional(Nullable(AreaCode)),
  investmentBand: Type.Optional(Nullable(OneOf(codesOf(codes.investmentBands)))),
  topics: Type.Optional(Type.Array(OneOf(codesOf(codes.topics)), { uniqueItems: true, maxItems: 10 })),
  channels: Type.Optional(Type.Array(OneOf(codesOf(codes.channels)), { uniqueItems: true, maxItems: 4 })),
  accessibilityNeeds: Type.Optional(Nullable(Lines(500)))
}
export const Details = named('Details', Closed(detailFields))
export type Details = Static<typeof Details>

const changes = Object.fromEntries(
  Object.entries(personFields).map(([key, schema]) => [key, Type.Optional(schema)])
) as { [K in keyof typeof personFields]: ReturnType<typeof Type.Optional<(typeof personFields)[K]>> }

/** Any part of the record that the person, or an officer for them, may change. */
export const RecordChanges = Closed({ ...changes, details: Type.Optional(Details) }, { minProperties: 1 })
export type RecordChanges = Partial<Person> & { details?: Details }
