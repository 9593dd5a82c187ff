import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { availabilities, languageLevels } from '../registry/codes.ts'
import { Closed, CountryCode, Id, LanguageCode, Nullable, OneOf } from '../values.ts'
import { matchParts } from './codes.ts'

const tags = ['matches']

/** One part of a match. What is not known counts neither for nor against. */
export const MatchPart = Type.Object({
  part: OneOf(codesOf(matchParts)),
  weight: Type.Integer(),
  score: Nullable(Type.Number({ minimum: 0, maximum: 1, description: 'Null: not known' })),
  met: Type.Array(Type.String({ description: 'Codes of what fits' })),
  unmet: Type.Array(Type.String({ description: 'Codes of what was looked for and does not' }))
})
export type MatchPart = Static<typeof MatchPart>

/** How a person and an opportunity go together, part by part. The total is the weighted mean of what is known. */
export const Match = named(
  'Match',
  Type.Object({ total: Nullable(Type.Number({ minimum: 0, maximum: 1 })), parts: Type.Array(MatchPart) })
)
export type Match = Static<typeof Match>

/** A number for a person within one opportunity, and nowhere else. */
export const CandidateNumber = Type.String({ pattern: '^[A-Z2-7]{10}$', minLength: 10, maxLength: 10 })

/** Somebody who would fit and agreed to be looked for, masked. */
export const Candidate = named(
  'Candidate',
  Type.Object({
    number: CandidateNumber,
    country: Nullable({ ...CountryCode, description: 'Null where too few people of the country agreed' }),
    skills: Type.Array(Type.String()),
    languages: Type.Array(Type.Object({ code: LanguageCode, level: OneOf(codesOf(languageLevels)) })),
    availability: Nullable(OneOf(codesOf(availabilities))),
    match: ref(Match)
  })
)
export type Candidate = Static<typeof Candidate>

export const CANDIDATES_MAX = 50

export const listCandidates = endpoint('GET', '/opportunities/:id/candidates', 'programme.write', {
  summary: 'The fifty people who fit an open opportunity best, masked; nobody who was asked already',
  tags,
  params: Closed({ id: Id }),
  response: { 200: Type.Object({ items: Type.Array(ref(Candidate)) }) }
})

export const inviteCandidate = endpoint('POST', '/opportunities/:id/invitations', 'programme.write', {
  summary: 'Ask a masked person whether they want to be known; once, and ten for each place at most',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params: Closed({ id: Id }),
  body: Closed({ number: CandidateNumber }),
  response: { 201: Type.Object({ number: CandidateNumber }) }
})
