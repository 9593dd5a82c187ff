import fs from 'node:fs'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { readConfig } from '../config.ts'
import {
  checkCountry,
  countryFile,
  findPack,
  packNames,
  readCountryFile,
  readPack,
  type Country,
  type CountryWords
} from '../countries.ts'
import { system } from '../db/actor.ts'
import { createServices } from '../server.ts'
import { transaction, type Services } from '../services.ts'
import { prepare, seedPosts } from './initial.ts'

export const INIT_OPTIONS = [
  'country',
  'pack',
  'alpha2',
  'name-pt',
  'name-en',
  'owner-pt',
  'owner-en',
  'institution',
  'currency',
  'time-zone'
] as const
type Options = Partial<Record<(typeof INIT_OPTIONS)[number], string>>

/** Where only the name of a country is known: "nacional de X" stands for its people, until somebody writes better words. */
function wordsOf(pt: string, en: string): Country['words'] {
  const ofPt = `nacional de ${pt}`
  const many = `nacionais de ${pt}`
  const portuguese: CountryWords = {
    name: pt,
    in: `em ${pt}`,
    of: `de ${pt}`,
    to: `a ${pt}`,
    for: `para ${pt}`,
    man: ofPt,
    woman: ofPt,
    men: many,
    women: many
  }
  const [one, all] = [`a national of ${en}`, `nationals of ${en}`]
  const english: CountryWords = {
    name: en,
    in: `in ${en}`,
    of: `of ${en}`,
    to: `to ${en}`,
    for: `for ${en}`,
    man: one,
    woman: one,
    men: all,
    women: all
  }
  return { pt: portuguese, en: english }
}

/** A country without a pack, out of what was said: no divisions, and one post that answers for everywhere. */
function bareCountry(alpha3: string, options: Options): Country {
  const said = (name: keyof Options): string => {
    const value = options[name]
    if (!value || value === 'true')
      throw new Error(
        `There is no pack for ${alpha3}, only for ${packNames().join(', ')}. Without one, say --alpha2, --name-pt, --name-en, ` +
          `--owner-pt, --owner-en, --institution, --currency and --time-zone; --${name} is missing. Nothing was done.`
      )
    return value
  }
  const institution = said('institution')
  const alpha2 = said('alpha2')
  return {
    alpha3,
    alpha2,
    words: wordsOf(said('name-pt'), said('name-en')),
    owner: { pt: said('owner-pt'), en: said('owner-en') },
    institution,
    currency: said('currency'),
    timeZone: said('time-zone'),
    guardianBelowAge: 16,
    adultAge: 18,
    legal: {
      basis: { pt: '[a preencher por um jurista]', en: '[to be filled in by a lawyer]' },
      complaints: { pt: 'à instituição, ou a um tribunal', en: 'to the institution, or to a court' }
    },
    passwordWords: [said('name-pt'), said('name-en')],
    outsideFigures: false,
    divisions: [],
    posts: [{ name: institution, kind: 'institute', country: alpha2, city: '–', jurisdictions: [], restOfWorld: true }]
  }
}

/** A pack with another name has that name in all its words; who it calls its people stays. */
function renamed(words: CountryWords, name: string | undefined): CountryWords {
  if (!name) return words
  const change = (text: string) => text.replaceAll(words.name, name)
  return { ...words, name, in: change(words.in), of: change(words.of), to: change(words.to), for: change(words.for) }
}

/** The country that the options ask for. */
export function countryFrom(options: Options): Country {
  const code = options.country?.toUpperCase() ?? ''
  if (!/^[A-Z]{3}$/.test(code))
    throw new Error('init needs --country and three letters of ISO 3166-1, such as CPV. Nothing was done.')
  const pack = options.pack ? readPack(path.resolve(options.pack)) : findPack(code)
  if (pack && pack.alpha3 !== code) throw new Error(`${options.pack} is the pack of ${pack.alpha3}. Nothing was done.`)
  if (!pack) return checkCountry(bareCountry(code, options), 'What was said')
  const country: Country = {
    ...pack,
    words: { pt: renamed(pack.words.pt, options['name-pt']), en: renamed(pack.words.en, options['name-en']) },
    owner: { pt: options['owner-pt'] ?? pack.owner.pt, en: options['owner-en'] ?? pack.owner.en },
    institution: options.institution ?? pack.institution,
    currency: options.currency ?? pack.currency,
    timeZone: options['time-zone'] ?? pack.timeZone
  }
  return checkCountry(country, 'What was said')
}

const countPosts = (services: Services): Promise<number> =>
  transaction(services, system('init'), async (db) => {
    const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from posts`)
    return rows[0]!.n
  })

/** Writes the file that the configuration reads its country from: whole or not at all. */
function writeCountry(file: string, country: Country) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const draft = `${file}.new`
  fs.writeFileSync(draft, `${JSON.stringify(country, null, 2)}\n`)
  fs.renameSync(draft, file)
}

/** Makes an empty deployment a country's, or changes what is said of the country that it is of already. */
export async function initCountry(options: Options, env: NodeJS.ProcessEnv): Promise<number> {
  const country = countryFrom(options)
  const before = readConfig(env)
  // Read with what is about to be written, so that a slip shows before anything is written.
  new Intl.DateTimeFormat('en', { timeZone: country.timeZone })
  const keys = await prepare(before, (line) => console.error(line))
  const own = readCountryFile(before.dataDir)
  const services = createServices(before, keys)
  try {
    if ((await countPosts(services)) > 0 && (own ?? before.origin).alpha3 !== country.alpha3)
      throw new Error(
        `This deployment has the posts of ${(own ?? before.origin).alpha3} already. Begin another country in an empty DATA_DIR, ` +
          'before the product was started on it. Nothing was done.'
      )
    const file = countryFile(before.dataDir)
    writeCountry(file, country)
    await seedPosts({ ...services, config: { ...before, origin: country } })
    console.log(
      [
        `${country.words.en.name} (${country.alpha3}): ${country.divisions.length} divisions, ${country.posts.length} posts, ${country.currency}, ${country.timeZone}.`,
        `Written to ${file}; edit it where it is wrong, and start the product.`
      ].join('\n')
    )
    return 0
  } finally {
    await services.pool.end()
  }
}
