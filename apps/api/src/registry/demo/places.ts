import type { Region } from './names.ts'
import { pick, weighted, weightedOf, type Random } from './random.ts'

/** South Africa's nine areas: the mines and Gauteng first, then the border. The weights are plausible, not measured. */
const southAfrica = weightedOf({
  'ZA-GP': 50,
  'ZA-MP': 22,
  'ZA-LP': 10,
  'ZA-KZN': 7,
  'ZA-NW': 5,
  'ZA-FS': 2.5,
  'ZA-WC': 2,
  'ZA-EC': 1,
  'ZA-NC': 0.5
})

const cities: Record<string, readonly string[]> = {
  'ZA-GP': [
    'Joanesburgo',
    'Joanesburgo',
    'Soweto',
    'Pretória',
    'Germiston',
    'Carletonville',
    'Tembisa',
    'Benoni',
    'Krugersdorp',
    'Vereeniging'
  ],
  'ZA-MP': ['Nelspruit', 'Komatipoort', 'Malelane', 'Witbank', 'Hazyview', 'Secunda', 'Barberton', 'White River'],
  'ZA-LP': ['Polokwane', 'Tzaneen', 'Phalaborwa', 'Giyani', 'Musina', 'Hoedspruit'],
  'ZA-KZN': ['Durban', 'Richards Bay', 'Pietermaritzburg', 'Manguzi', 'Newcastle'],
  'ZA-NW': ['Rustenburg', 'Klerksdorp', 'Orkney', 'Brits', 'Potchefstroom'],
  'ZA-FS': ['Welkom', 'Virginia', 'Bloemfontein', 'Odendaalsrus'],
  'ZA-WC': ['Cidade do Cabo', 'Stellenbosch', 'Paarl', 'George'],
  'ZA-EC': ['Port Elizabeth', 'East London', 'Mthatha'],
  'ZA-NC': ['Kimberley', 'Kathu', 'Upington'],
  ZW: ['Harare', 'Mutare', 'Chipinge', 'Bulawayo', 'Chimanimani', 'Nyanga', 'Chitungwiza'],
  PT: [
    'Lisboa',
    'Lisboa',
    'Amadora',
    'Sintra',
    'Almada',
    'Setúbal',
    'Porto',
    'Coimbra',
    'Loures',
    'Odivelas',
    'Faro',
    'Braga'
  ],
  MW: ['Blantyre', 'Lilongwe', 'Mulanje', 'Nsanje', 'Mangochi', 'Zomba', 'Dedza'],
  TZ: ['Dar es Salaam', 'Mtwara', 'Tandahimba', 'Newala', 'Lindi', 'Tanga'],
  SZ: ['Mbabane', 'Manzini', 'Siteki', 'Big Bend', 'Simunye', 'Nhlangano'],
  ZM: ['Lusaca', 'Katete', 'Chipata', 'Kitwe'],
  BR: ['São Paulo', 'Rio de Janeiro', 'Brasília', 'Salvador', 'Belo Horizonte'],
  AU: ['Perth', 'Sydney', 'Melbourne', 'Brisbane'],
  IT: ['Roma', 'Milão', 'Turim', 'Reggio Emilia'],
  ER: ['Asmara'],
  BW: ['Gaborone', 'Francistown', 'Selebi-Phikwe'],
  KE: ['Nairobi', 'Mombaça'],
  LU: ['Luxemburgo', 'Esch-sur-Alzette'],
  DK: ['Copenhaga', 'Aarhus'],
  AO: ['Luanda', 'Benguela', 'Lubango'],
  CL: ['Santiago'],
  NO: ['Oslo', 'Bergen', 'Stavanger'],
  NA: ['Windhoek', 'Walvis Bay'],
  ST: ['São Tomé'],
  FI: ['Helsínquia', 'Tampere'],
  GR: ['Atenas'],
  BG: ['Sófia'],
  LS: ['Maseru'],
  VE: ['Caracas'],
  IS: ['Reiquiavique'],
  HU: ['Budapeste'],
  CV: ['Praia', 'Mindelo'],
  GN: ['Conacri'],
  CY: ['Nicósia'],
  CR: ['San José'],
  BO: ['La Paz'],
  SK: ['Bratislava'],
  SI: ['Liubliana'],
  EE: ['Taline'],
  LI: ['Vaduz'],
  LT: ['Vílnius']
}

type Province = 'MZ-P' | 'MZ-A' | 'MZ-N' | 'MZ-Q' | 'MZ-T' | 'MZ-B' | 'MZ-S' | 'MZ-I' | 'MZ-G' | 'MZ-L' | 'MZ-MPM'

const regionOf: Record<Province, Region> = {
  'MZ-P': 'north',
  'MZ-A': 'north',
  'MZ-N': 'north',
  'MZ-Q': 'centre',
  'MZ-T': 'centre',
  'MZ-B': 'centre',
  'MZ-S': 'centre',
  'MZ-I': 'south',
  'MZ-G': 'south',
  'MZ-L': 'south',
  'MZ-MPM': 'south'
}

/** Neighbours go over the border that is near; the others leave from the cities. */
const everywhere: Record<Province, number> = {
  'MZ-MPM': 26,
  'MZ-L': 14,
  'MZ-S': 12,
  'MZ-N': 12,
  'MZ-Q': 10,
  'MZ-I': 7,
  'MZ-G': 5,
  'MZ-T': 5,
  'MZ-P': 4,
  'MZ-B': 3,
  'MZ-A': 2
}
const originWeights: Record<string, Partial<Record<Province, number>>> = {
  ZA: { 'MZ-G': 34, 'MZ-I': 30, 'MZ-L': 18, 'MZ-MPM': 9, 'MZ-S': 3, 'MZ-B': 3, 'MZ-Q': 1, 'MZ-N': 1, 'MZ-T': 1 },
  ZW: { 'MZ-B': 46, 'MZ-S': 24, 'MZ-T': 20, 'MZ-G': 5, 'MZ-Q': 3, 'MZ-MPM': 2 },
  MW: { 'MZ-Q': 36, 'MZ-T': 33, 'MZ-A': 20, 'MZ-N': 9, 'MZ-S': 2 },
  TZ: { 'MZ-P': 76, 'MZ-A': 13, 'MZ-N': 9, 'MZ-MPM': 2 },
  SZ: { 'MZ-L': 55, 'MZ-G': 24, 'MZ-MPM': 12, 'MZ-I': 9 },
  ZM: { 'MZ-T': 72, 'MZ-B': 10, 'MZ-S': 8, 'MZ-Q': 6, 'MZ-MPM': 4 }
}
const origins = new Map(Object.entries(originWeights).map(([country, weights]) => [country, weightedOf(weights)]))
const originAnywhere = weightedOf(everywhere)

const languagesOf: Record<Region, (random: Random) => string> = {
  south: weighted([
    ['por', 52],
    ['tso', 30],
    ['rng', 6],
    ['cce', 5],
    ['toh', 4],
    ['tsc', 3]
  ]),
  centre: weighted([
    ['por', 50],
    ['ndc', 16],
    ['seh', 13],
    ['nya', 9],
    ['chw', 6],
    ['ngl', 4],
    ['nyu', 2]
  ]),
  north: weighted([
    ['por', 46],
    ['vmw', 34],
    ['kde', 9],
    ['wmw', 5],
    ['yao', 6]
  ])
}
const hostLanguages: Record<string, string> = {
  ZA: 'eng',
  ZW: 'sna',
  MW: 'nya',
  TZ: 'swa',
  SZ: 'ssw',
  ZM: 'eng',
  KE: 'swa',
  IT: 'ita',
  AU: 'eng'
}

/** The area, where posts divide the country, and a city. */
export function makePlace(
  random: Random,
  country: string,
  wantedAreas?: readonly string[]
): { area: string | null; city: string } {
  const area = country !== 'ZA' ? null : wantedAreas ? pick(random, wantedAreas) : southAfrica(random)
  return { area, city: random() < 0.97 ? pick(random, cities[area ?? country] ?? ['']) : '' }
}

/** Where the family comes from, and which language they would be written to in. */
export function makeOrigin(random: Random, country: string): { province: string; region: Region; language: string } {
  const province = (origins.get(country) ?? originAnywhere)(random)
  const region = regionOf[province]
  const host = hostLanguages[country]
  return { province, region, language: host && random() < 0.06 ? host : languagesOf[region](random) }
}
