import { areas, countryCodes, languages, occupations, skills, type Code, type InterfaceLanguage } from '@ponte/schema'
import type { Division } from '../../countries.ts'

export interface Item {
  code: string
  name: string
  parent?: string
}

/** CLDR's "português (África)" names; these countries are named otherwise in Mozambique. */
const ownNames: Record<InterfaceLanguage, Record<string, string>> = {
  pt: {
    ZW: 'Zimbabwe',
    MW: 'Malawi',
    BW: 'Botswana',
    KE: 'Quénia',
    SZ: 'Eswatini',
    MO: 'Macau',
    HK: 'Hong Kong',
    TR: 'Türkiye'
  },
  en: { MO: 'Macao', HK: 'Hong Kong', TR: 'Türkiye' }
}

const nameOf = (list: readonly Code[], language: InterfaceLanguage, parentOf?: (code: string) => string): Item[] =>
  list.map((entry) => ({
    code: entry.code,
    name: entry[language],
    ...(parentOf ? { parent: parentOf(entry.code) } : {})
  }))

/** Countries by name, in the order of the language. */
export function listCountries(language: InterfaceLanguage): Item[] {
  const tag = language === 'pt' ? 'pt-PT' : 'en'
  const names = new Intl.DisplayNames(tag, { type: 'region' })
  const order = new Intl.Collator(tag)
  return countryCodes
    .map((code) => ({ code, name: ownNames[language][code] ?? names.of(code) ?? code }))
    .sort((a, b) => order.compare(a.name, b.name))
}

const makers: Record<string, (language: InterfaceLanguage) => Item[]> = {
  countries: listCountries,
  areas: (language) => nameOf(areas, language, (code) => code.slice(0, 2)),
  languages: (language) => nameOf(languages, language),
  occupations: (language) => occupations.map(([code, pt, en]) => ({ code, name: language === 'pt' ? pt : en })),
  skills: (language) => nameOf(skills, language)
}

/** The divisions of the country of origin, which a deployment sets. */
const placesOf: Record<string, (divisions: readonly Division[], language: InterfaceLanguage) => Item[]> = {
  provinces: (divisions, language) => divisions.map((division) => ({ code: division.code, name: division[language] })),
  districts: (divisions) =>
    divisions.flatMap(({ code: parent, districts }) => districts.map((name) => ({ code: name, name, parent })))
}

const made = new Map<string, Item[]>()

/** One code list with names in one language, made once: but for the places of origin, the lists are part of the product. */
export function codeList(name: string, language: InterfaceLanguage, divisions: readonly Division[] = []): Item[] {
  const places = placesOf[name]
  if (places) return places(divisions, language)
  const key = `${name} ${language}`
  const items = made.get(key) ?? makers[name]!(language)
  made.set(key, items)
  return items
}
