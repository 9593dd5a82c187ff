import type { Match, MatchPart, MatchPartCode } from '@ponte/schema'

/*
 * How well a person and an opportunity go together, part by part. It is a multi-attribute value function with additive parts
 * (Keeney & Raiffa, "Decisions with Multiple Objectives", 1976), and it asks both sides, as reciprocal recommenders do (Pizzato
 * et al., "RECON: a reciprocal recommender for online dating", RecSys 2010): what the opportunity looks for, and what the person
 * is willing to do. The weights are written here for everybody to read. A learnt score would repeat who was chosen before,
 * and nobody could be told why they came last.
 *
 * Sex, age, origin and documents do not enter. What a person did not say is unknown: it counts neither for nor against.
 */

export interface Language {
  code: string
  level: string
}

export interface Wanted {
  kind: string
  skills: readonly string[]
  languages: readonly Language[]
  educationField: string | null
  offer: string | null
  availability: string | null
  remote: boolean
  province: string | null
  sector: string | null
  band: string | null
}

export interface Offered {
  skills: readonly string[]
  languages: readonly Language[]
  educationField: string | null
  offers: readonly string[]
  availability: string | null
  investmentSector: string | null
  investmentProvince: string | null
  investmentBand: string | null
}

/** How much each part weighs against the others. */
export const weights: Record<MatchPartCode, number> = {
  skills: 4,
  languages: 2,
  place: 2,
  availability: 1,
  field: 1,
  sector: 3,
  band: 2
}

const levels = ['a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'native']
const bands = ['under-5000', '5000-25000', '25000-100000', 'over-100000']
/** What one can do from afar, and what one comes to the country for. */
const fromAfar = ['remote-mentoring']
const inTheCountry = ['short-mission', 'return', 'teach']

type Result = Pick<MatchPart, 'score' | 'met' | 'unmet'>
const unknown = (unmet: readonly string[]): Result => ({ score: null, met: [], unmet: [...unmet] })

function shareOf(wanted: readonly string[], has: (code: string) => boolean): Result {
  const met = wanted.filter(has)
  return { score: met.length / wanted.length, met, unmet: wanted.filter((code) => !has(code)) }
}

const skillsPart = ({ skills: wanted }: Wanted, { skills }: Offered): Result =>
  skills.length === 0 ? unknown(wanted) : shareOf(wanted, (code) => skills.includes(code))

/** A language below the level counts by how near it comes. */
function languagesPart({ languages: wanted }: Wanted, { languages }: Offered): Result {
  if (languages.length === 0) return unknown(wanted.map(({ code }) => code))
  const scores = wanted.map(({ code, level }) => {
    const own = languages.find((language) => language.code === code)
    return { code, score: own ? Math.min(1, (levels.indexOf(own.level) + 1) / (levels.indexOf(level) + 1)) : 0 }
  })
  return {
    score: scores.reduce((sum, { score }) => sum + score, 0) / scores.length,
    met: scores.filter(({ score }) => score === 1).map(({ code }) => code),
    unmet: scores.filter(({ score }) => score < 1).map(({ code }) => code)
  }
}

const wantsPlace = ({ kind, remote, province, offer }: Wanted): string[] =>
  kind === 'investment' ? (province ? [province] : []) : offer ? [offer] : remote ? fromAfar : inTheCountry

function placePart(wanted: Wanted, { offers, investmentProvince }: Offered): Result {
  const places = wantsPlace(wanted)
  if (wanted.kind === 'investment')
    return investmentProvince === null ? unknown(places) : shareOf(places, (code) => code === investmentProvince)
  if (offers.length === 0) return unknown(places)
  const met = places.filter((code) => offers.includes(code))
  // One way of coming is enough: nobody has to offer all of them.
  return met.length > 0 ? { score: 1, met, unmet: [] } : { score: 0, met: [], unmet: places }
}

const oneOf = (wanted: string, own: string | null): Result =>
  own === null ? unknown([wanted]) : shareOf([wanted], (code) => code === own)

/** A band beside the wanted one counts half. */
function bandPart(wanted: string, own: string | null): Result {
  if (own === null || !bands.includes(own)) return unknown([wanted])
  const distance = Math.abs(bands.indexOf(wanted) - bands.indexOf(own))
  return distance === 0
    ? { score: 1, met: [wanted], unmet: [] }
    : { score: distance === 1 ? 0.5 : 0, met: [], unmet: [wanted] }
}

/** The parts that an opportunity asks about. */
function resultsOf(wanted: Wanted, offered: Offered): [MatchPartCode, Result][] {
  const { skills, languages, availability, educationField, sector, band, kind } = wanted
  const results: [MatchPartCode, Result][] = []
  if (kind === 'investment') {
    if (sector) results.push(['sector', oneOf(sector, offered.investmentSector)])
    if (band) results.push(['band', bandPart(band, offered.investmentBand)])
  } else {
    if (skills.length) results.push(['skills', skillsPart(wanted, offered)])
    if (educationField) results.push(['field', oneOf(educationField, offered.educationField)])
    const said = offered.availability === 'not-sure' ? null : offered.availability
    if (availability) results.push(['availability', oneOf(availability, said)])
  }
  if (languages.length) results.push(['languages', languagesPart(wanted, offered)])
  if (wantsPlace(wanted).length) results.push(['place', placePart(wanted, offered)])
  return results
}

/** How a person and an opportunity go together: each part with what fits and what does not, and the weighted mean. */
export function explainMatch(wanted: Wanted, offered: Offered): Match {
  const parts = resultsOf(wanted, offered).map(([part, result]) => ({ part, weight: weights[part], ...result }))
  const known = parts.flatMap(({ score, weight }) => (score === null ? [] : [{ score, weight }]))
  const weight = known.reduce((sum, one) => sum + one.weight, 0)
  const sum = known.reduce((total, one) => total + one.score * one.weight, 0)
  return { total: weight === 0 ? null : Math.round((sum / weight) * 100) / 100, parts }
}

/** The best first; whose match is not known comes last. Of equals, those of whom more is known come first. */
export const byMatch = (a: Match, b: Match): number =>
  (b.total ?? -1) - (a.total ?? -1) || knownWeight(b) - knownWeight(a)
const knownWeight = ({ parts }: Match) =>
  parts.reduce((sum, { score, weight }) => sum + (score === null ? 0 : weight), 0)
