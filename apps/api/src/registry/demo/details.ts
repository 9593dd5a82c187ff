import {
  availabilities,
  channels,
  codesOf,
  educationFields,
  educationLevels,
  investmentBands,
  migrationReasons,
  needs,
  occupations,
  offers,
  sectors,
  skills,
  topics,
  workStatuses,
  type Details
} from '@ponte/schema'
import { districtsOf, mozambique } from '../../countries.ts'
import { between, pick, some, weightedOf, type Random } from './random.ts'

const education = weightedOf<(typeof educationLevels)[number]['code']>({
  'isced-0': 7,
  'isced-1': 26,
  'isced-2': 21,
  'isced-3': 23,
  'isced-4': 6,
  'isced-5': 3,
  'isced-6': 9,
  'isced-7': 3,
  'isced-8': 1,
  'not-said': 1
})
const workStatus = weightedOf<(typeof workStatuses)[number]['code']>({
  employee: 52,
  'own-account': 17,
  looking: 11,
  student: 6,
  home: 6,
  employer: 3,
  retired: 2,
  'family-worker': 2,
  'not-said': 1
})
const reason = weightedOf<(typeof migrationReasons)[number]['code']>({
  work: 58,
  family: 22,
  study: 9,
  business: 6,
  other: 3,
  'not-said': 2
})
const sector = weightedOf<(typeof sectors)[number]['code']>({
  A: 14,
  B: 17,
  C: 8,
  F: 17,
  G: 14,
  H: 6,
  I: 6,
  J: 2,
  M: 2,
  N: 7,
  P: 3,
  Q: 3,
  S: 3,
  T: 12
})
const need = weightedOf<(typeof needs)[number]['code']>({
  passport: 30,
  'identity-card': 34,
  'birth-registration': 16,
  labour: 9,
  school: 4,
  health: 5,
  other: 2
})

const occupationPicks = occupations.slice(0, 30)
const skillCodes = codesOf(skills)
const offerCodes = codesOf(offers).filter((code) => code !== 'none-now')
const topicCodes = codesOf(topics)
const channelCodes = codesOf(channels)
const availabilityCodes = codesOf(availabilities)
const bandCodes = codesOf(investmentBands)
const fieldCodes = codesOf(educationFields)
const provinceCodes = mozambique.divisions.map(({ code }) => code)
const districts = districtsOf(mozambique.divisions)

export interface Known {
  province: string
  adult: boolean
  birthYear: number
  registeredYear: number
  country: string
  language: string
}

const maybe = <T extends object>(random: Random, chance: number, answer: () => T): T | undefined =>
  random() < chance ? answer() : undefined

function workOf(random: Random, { birthYear, registeredYear }: Known): Details {
  const status = workStatus(random)
  if (!['employee', 'own-account', 'employer', 'family-worker'].includes(status)) return { workStatus: status }
  const [code, name] = pick(random, random() < 0.75 ? occupationPicks : occupations)
  return {
    workStatus: status,
    occupation: name,
    occupationCode: code,
    sector: sector(random),
    experienceYears: between(random, 0, Math.max(0, Math.min(40, registeredYear - birthYear - 16)))
  }
}

function offersOf(random: Random): Details {
  const given = random() < 0.3 ? (['none-now'] as const).slice() : some(random, offerCodes, 3)
  if (!given.includes('invest' as never)) return { offers: given, availability: pick(random, availabilityCodes) }
  return {
    offers: given,
    availability: pick(random, availabilityCodes),
    investmentSector: sector(random),
    investmentProvince: pick(random, provinceCodes),
    investmentBand: pick(random, bandCodes)
  }
}

/** The optional answers of somebody who gave some: codes mostly, a few words. Children get only what their record may hold. */
export function makeDetails(random: Random, known: Known): Details {
  const origin = {
    province: known.province,
    ...maybe(random, 0.7, () => ({ district: pick(random, districts.get(known.province) ?? ['']) }))
  }
  const household = maybe(random, 0.5, () => ({
    householdAdults: between(random, 1, 4),
    householdChildren: between(random, 0, 4)
  }))
  const needed = maybe(random, 0.65, () => ({
    needs: [...new Set([need(random), ...(random() < 0.25 ? [need(random)] : [])])]
  }))
  if (!known.adult) return { ...origin, ...household, ...needed }
  const level = education(random)
  const higher = ['isced-5', 'isced-6', 'isced-7', 'isced-8'].includes(level)
  return {
    ...origin,
    ...household,
    ...needed,
    ...maybe(random, 0.75, () => ({
      abroadSince: between(random, Math.max(known.birthYear, known.registeredYear - 30), known.registeredYear),
      migrationReason: reason(random)
    })),
    ...maybe(random, 0.4, () => ({ consularRegistration: random() < 0.35 ? 'yes' : 'no' }) as const),
    ...maybe(random, 0.12, () => ({
      emergencyContact: { name: 'Pessoa inventada', phone: '+258 00 000 0000', relation: 'família' }
    })),
    ...maybe(random, 0.7, () => ({
      education: level,
      ...(higher
        ? { educationField: pick(random, fieldCodes), educationCountry: random() < 0.5 ? 'MZ' : known.country }
        : {})
    })),
    ...maybe(random, 0.65, () => workOf(random, known)),
    ...maybe(random, 0.3, () => ({ skills: some(random, skillCodes, 4) })),
    ...maybe(
      random,
      0.35,
      () =>
        ({
          languages: [
            { code: known.language, level: 'native' },
            ...(known.language === 'por' ? [] : [{ code: 'por', level: 'b2' }])
          ]
        }) as const as Details
    ),
    ...maybe(random, 0.35, () => offersOf(random)),
    ...maybe(random, 0.3, () => ({ topics: some(random, topicCodes, 3), channels: some(random, channelCodes, 2) }))
  }
}
