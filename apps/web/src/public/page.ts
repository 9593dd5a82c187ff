import type { Component } from 'vue'
import type { Language } from '../i18n'

/** A page of the public face, as a feature's `*.pages.ts` lists it. */
export interface PublicPage {
  /** Links use it: `usePublicLink()('registration')`. */
  name: string
  /** The address; per language where it differs. English stands under `/en`. */
  path: string | Record<Language, string>
  page: () => Promise<{ default: Component }>
  /** Source files that are loaded with it, beside its own: the browser is told of them early. */
  modules?: readonly string[]
  /** Key of the title in the texts, and of the description for search engines. */
  title: string
  description?: string
  /** Files of texts by name, beside those of the frame: `registration`. */
  texts?: readonly string[]
}

/** Each language has its own route to a page. */
export const routeName = (language: Language, name: string) => `${language}.${name}`

declare module 'vue-router' {
  interface RouteMeta {
    language?: Language
    publicPage?: PublicPage
  }
}
