import type { InterfaceLanguage, Post, PublicPost } from '@ponte/schema'
import { codeList } from '../system/codeLists.queries.ts'

/** The posts that are open, as everybody reads them: by the name of their country, each with whom it serves in words. */
export function publicPosts(posts: readonly Post[], language: InterfaceLanguage): PublicPost[] {
  const namesOf = (list: string) => new Map(codeList(list, language).map(({ code, name }) => [code, name]))
  const [countries, areas] = [namesOf('countries'), namesOf('areas')]
  const { compare } = new Intl.Collator(language === 'pt' ? 'pt-PT' : 'en')
  return posts
    .filter(({ active }) => active)
    .map(({ id, name, kind, country, city, jurisdictions, restOfWorld }) => ({
      id,
      name,
      kind,
      country: countries.get(country) ?? country,
      city,
      serves: jurisdictions
        .map((place) => (place.area ? areas.get(place.area) : countries.get(place.country)) ?? place.country)
        .sort(compare),
      restOfWorld
    }))
    .sort((a, b) => compare(a.country, b.country) || compare(a.name, b.name))
}
