import type { RouteLocationRaw } from 'vue-router'

/** One thing that the search on top found. */
export interface Found {
  key: string
  label: string
  hint?: string
  to: RouteLocationRaw
}

/** A feature that can find things: people by reference or name, for example. */
export interface SearchSource {
  /** Key of the heading in the texts. */
  title: string
  find: (query: string, signal: AbortSignal) => Promise<readonly Found[]>
}

const sources: SearchSource[] = []

/** Adds a source; called once, when the feature's pages are listed. */
export const addSearchSource = (source: SearchSource) => void sources.push(source)

/** Asks all sources together. One that fails finds nothing and spoils nothing. */
export const findEverywhere = (query: string, signal: AbortSignal) =>
  Promise.all(
    sources.map(async ({ title, find }) => ({ title, found: await find(query, signal).catch((): Found[] => []) }))
  )
