import type { Permission } from '@ponte/schema'
import type { Component } from 'vue'
import type { TextFiles } from '../i18n'

/** The wings of the house, in their order. A page belongs to the wing in whose folder it lies. */
export const wings = ['platform', 'registry', 'statistics', 'governance', 'programmes', 'outreach'] as const
export type Wing = (typeof wings)[number]

/** A page of the staff face, as a feature's `*.pages.ts` lists it. Its name in menus is `frame.pages.<name>`. */
export interface StaffPage {
  name: string
  /** Under `/equipa`: `registos/:id`. */
  path: string
  /** Who may enter: the permission of the endpoint that the page lives from. `public` needs no session. */
  permission: Permission
  page: () => Promise<{ default: Component }>
  /** A detail in the panel on the right. The page beside it stays as it is, if it is the same. */
  panel?: () => Promise<{ default: Component }>
  /** Place in the wing's menu; without it the page is reached by links only. */
  nav?: number
  /** Something one does, rather than a place: the search on top lists it apart, as `frame.acts.<name>`. */
  act?: boolean
  /** Stands alone, without the frame around it: signing in, a link from an invitation. */
  door?: boolean
  texts?: TextFiles
}

declare module 'vue-router' {
  interface RouteMeta {
    staffPage?: StaffPage
    wing?: Wing
  }
}
