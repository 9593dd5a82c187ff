/** Where a province stands in the tile map, counted from the top left. */
export interface Tile {
  code: string
  name: Record<'pt' | 'en', string>
  column: 1 | 2 | 3
  row: 1 | 2 | 3 | 4 | 5
}

const same = (name: string) => ({ pt: name, en: name })

/** The eleven provinces, arranged like the country. Two are called Maputo, so both are always written in full. */
export const mozambique: readonly Tile[] = [
  { code: 'MZ-A', name: same('Niassa'), column: 2, row: 1 },
  { code: 'MZ-P', name: same('Cabo Delgado'), column: 3, row: 1 },
  { code: 'MZ-T', name: same('Tete'), column: 1, row: 2 },
  { code: 'MZ-Q', name: same('Zambézia'), column: 2, row: 2 },
  { code: 'MZ-N', name: same('Nampula'), column: 3, row: 2 },
  { code: 'MZ-B', name: same('Manica'), column: 1, row: 3 },
  { code: 'MZ-S', name: same('Sofala'), column: 2, row: 3 },
  { code: 'MZ-G', name: same('Gaza'), column: 1, row: 4 },
  { code: 'MZ-I', name: same('Inhambane'), column: 2, row: 4 },
  { code: 'MZ-L', name: { pt: 'Província de Maputo', en: 'Maputo Province' }, column: 1, row: 5 },
  { code: 'MZ-MPM', name: { pt: 'Cidade de Maputo', en: 'Maputo City' }, column: 2, row: 5 }
]
