/// <reference types="vite/client" />

/** True where the gallery of components is part of the build: never in production. */
declare const __GALLERY__: boolean

declare module 'world-atlas/countries-50m.json' {
  import type { GeometryCollection, Topology } from 'topojson-specification'
  const atlas: Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>
  export default atlas
}
