import type { RouteLocationRaw } from 'vue-router'
import type { Permission } from '@ponte/schema'

/** One thing that the search on top found: a place to go to, or something to do at once. */
export interface Found {
  key: string
  label: string
  hint?: string
  to?: RouteLocationRaw
  run?: () => unknown
}

/** A feature that can find things: people by reference or name, for example. */
export interface SearchSource {
  /** Key of the heading in the texts. */
  title: string
  /** Who may ask: others are not shown that there is something to find. */
  permission: Permission
  find: (query: string, signal: AbortSignal) => Promise<readonly Found[]>
}

const sources: SearchSource[] = []

/** Adds a source; called once, when the feature's pages are listed. */
export const addSearchSource = (source: SearchSource) => void sources.push(source)

/** Asks all sources together that one may ask. One that fails finds nothing and spoils nothing. */
export const findEverywhere = (query: string, may: (permission: Permission) => boolean, signal: AbortSignal) =>
  Promise.all(
    sources
      .filter(({ permission }) => may(permission))
      .map(async ({ title, find }) => ({ title, found: await find(query, signal).catch((): Found[] => []) }))
  )
