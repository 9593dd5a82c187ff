import { useRoute, type RouteLocationRaw } from 'vue-router'
import { languages, type Language } from '../i18n'
import { routeName } from './page'

/** Links to public pages by name, in the language of the page one is on, or in another. */
export function usePublicLink() {
  const route = useRoute()
  return (
    name: string,
    options: { language?: Language; query?: Record<string, string>; hash?: string } = {}
  ): RouteLocationRaw => {
    const { language = route.meta.language ?? languages[0], query, hash } = options
    return { name: routeName(language, name), query, hash }
  }
}
