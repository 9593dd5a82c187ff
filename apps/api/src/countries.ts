import fs from 'node:fs'
import path from 'node:path'
import { Ajv, type JSONSchemaType } from 'ajv'

/** A first-level division of the country of origin, with the districts that people name. */
export interface Division {
  /** ISO 3166-2. */
  code: string
  pt: string
  en: string
  districts: string[]
}

type Both = { pt: string; en: string }

/** The words of a country as texts need them: Portuguese joins a country to its preposition, and its people have genders. */
export interface CountryWords {
  name: string
  in: string
  of: string
  to: string
  for: string
  man: string
  woman: string
  men: string
  women: string
}

export interface Colours {
  band: string
  bandDeep: string
  accent: string
}

export interface FirstPost {
  name: string
  kind: string
  country: string
  city: string
  jurisdictions: { country: string; area?: string }[]
  restOfWorld?: boolean
}

/** What makes a deployment one country's: data of a pack, or of the file that `ponte init` wrote. */
export interface Country {
  alpha3: string
  alpha2: string
  words: { pt: CountryWords; en: CountryWords }
  owner: Both
  institution: string
  currency: string
  timeZone: string
  guardianBelowAge: number
  adultAge: number
  legal: { basis: Both; complaints: Both }
  passwordWords: string[]
  /** The outside figures in `apps/api/data` are about this country. */
  outsideFigures: boolean
  /** Of the head and foot of pages, and of their ornaments, in the light theme; the product's own where there are none. */
  colours?: Colours
  divisions: Division[]
  posts: FirstPost[]
}

const packs = path.resolve(import.meta.dirname, '../countries')

const line = { type: 'string', minLength: 1, maxLength: 300 } as const
const closed = <const P extends Record<string, object>>(properties: P, optional: string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false
})
const both = closed({ pt: line, en: line })
const words = closed(
  Object.fromEntries(['name', 'in', 'of', 'to', 'for', 'man', 'woman', 'men', 'women'].map((name) => [name, line]))
)
const alpha2 = { type: 'string', pattern: '^[A-Z]{2}$' } as const
const area = { type: 'string', pattern: '^[A-Z]{2}-[A-Z0-9]{1,3}$' } as const
const colour = { type: 'string', pattern: '^#[0-9a-f]{6}$' } as const
const age = { type: 'integer', minimum: 1, maximum: 25 } as const

const isCountry = new Ajv({ allErrors: true }).compile(
  closed(
    {
      alpha3: { type: 'string', pattern: '^[A-Z]{3}$' },
      alpha2,
      words: closed({ pt: words, en: words }),
      owner: both,
      institution: line,
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      timeZone: line,
      guardianBelowAge: age,
      adultAge: age,
      legal: closed({ basis: both, complaints: both }),
      passwordWords: { type: 'array', items: line, maxItems: 100 },
      outsideFigures: { type: 'boolean' },
      colours: closed({ band: colour, bandDeep: colour, accent: colour }),
      divisions: {
        type: 'array',
        maxItems: 200,
        items: closed({
          code: area,
          pt: line,
          en: line,
          districts: { type: 'array', items: line, maxItems: 500 }
        })
      },
      posts: {
        type: 'array',
        minItems: 1,
        maxItems: 500,
        items: closed(
          {
            name: line,
            kind: line,
            country: alpha2,
            city: line,
            restOfWorld: { type: 'boolean' },
            jurisdictions: { type: 'array', items: closed({ country: alpha2, area }, ['area']) }
          },
          ['restOfWorld']
        )
      }
    },
    ['colours']
  ) as unknown as JSONSchemaType<Country>
)

/** Relative luminance (WCAG 2.2). */
function luminanceOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrastOf(one: string, other: string): number {
  const [dark, light] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** What is written on them: `--on-band-soft` and `--on-accent` of `apps/web/src/styles/tokens.css`. */
const WRITTEN_ON = { band: '#cfe3e2', bandDeep: '#cfe3e2', accent: '#12262a' } as const
const CONTRAST_MIN = 4.5

/** The colours of a country that its texts could not be read on. */
const unreadable = (colours: Colours): string[] =>
  (Object.keys(WRITTEN_ON) as (keyof Colours)[]).filter(
    (name) => contrastOf(colours[name], WRITTEN_ON[name]) < CONTRAST_MIN
  )

/** A style sheet that puts a country's colours in the place of the product's. The dark theme keeps its own. */
export const sheetOf = ({ band, bandDeep, accent }: Colours): string =>
  `html:root{--band:${band};--band-deep:${bandDeep};--accent:${accent}}\n`

/** Says what is wrong with a country, in words for whoever wrote its files. */
export function checkCountry(value: unknown, from: string): Country {
  if (!isCountry(value)) {
    const errors = (isCountry.errors ?? []).slice(0, 5).map(({ instancePath, message, params }) => {
      const extra = (params as { additionalProperty?: string }).additionalProperty
      return `  ${instancePath || '/'} ${message}${extra ? `: ${extra}` : ''}`
    })
    throw new Error(`${from} does not describe a country:\n${errors.join('\n')}`)
  }
  const pale = value.colours ? unreadable(value.colours) : []
  if (pale.length > 0) throw new Error(`${from}: nobody can read what is written on the colour ${pale.join(', ')}.`)
  const stray = value.divisions.find(({ code }) => !code.startsWith(`${value.alpha2}-`))
  if (stray) throw new Error(`${from}: ${stray.code} is no division of ${value.alpha2}.`)
  if (value.posts.filter(({ restOfWorld }) => restOfWorld).length !== 1)
    throw new Error(`${from}: one post, and one only, answers for the rest of the world (restOfWorld).`)
  return value
}

const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8'))

/** Reads the pack in a folder. */
export function readPack(folder: string): Country {
  const read = (name: string) => readJson(path.join(folder, name))
  const parts = { ...(read('country.json') as object), divisions: read('divisions.json'), posts: read('posts.json') }
  return checkCountry(parts, folder)
}

/** The countries that a pack comes with. */
export const packNames = (): string[] =>
  fs
    .readdirSync(packs)
    .filter((name) => /^[A-Z]{3}$/.test(name))
    .sort()

/** The pack of a country by its two or three letters; null where none comes with the product. */
export function findPack(code: string): Country | null {
  const found = packNames()
    .map((name) => readPack(path.join(packs, name)))
    .find(({ alpha2, alpha3 }) => alpha2 === code || alpha3 === code)
  return found ?? null
}

/** What holds where nothing is said. */
export const mozambique: Country = readPack(path.join(packs, 'MOZ'))

/** Where `ponte init` writes the country of a deployment. */
export const countryFile = (dataDir: string): string => path.join(dataDir, 'country.json')

/** The country of a data directory; null where `ponte init` was never called. */
export function readCountryFile(dataDir: string): Country | null {
  const file = countryFile(dataDir)
  return fs.existsSync(file) ? checkCountry(readJson(file), file) : null
}

/** The districts of each division, by its code. */
export const districtsOf = (divisions: readonly Division[]): ReadonlyMap<string, readonly string[]> =>
  new Map(divisions.map(({ code, districts }) => [code, districts]))
