/*
 * Mozambicans abroad in outside figures, for made-up people that look like the real diaspora.
 * Source: UN DESA, International Migrant Stock, revision 2024: born in Mozambique, living in the destination, mid-2024.
 * Germany and the United States, among others, are absent there: unknown, not zero.
 */
export const SOURCE = 'UN DESA, International Migrant Stock, revision 2024'

/** Destination (ISO 3166-1), both sexes, men, women; largest first. */
export const destinations: readonly (readonly [country: string, total: number, men: number, women: number])[] = [
  ['ZA', 412058, 267408, 144650],
  ['ZW', 126753, 72013, 54740],
  ['PT', 90640, 42113, 48527],
  ['MW', 39156, 20390, 18766],
  ['TZ', 14166, 7080, 7086],
  ['SZ', 10136, 6165, 3971],
  ['ZM', 2125, 1116, 1009],
  ['BR', 1699, 428, 1271],
  ['AU', 1037, 477, 560],
  ['IT', 953, 345, 608],
  ['ER', 867, 366, 501],
  ['BW', 638, 369, 269],
  ['KE', 494, 248, 246],
  ['LU', 392, 180, 212],
  ['DK', 278, 109, 169],
  ['AO', 256, 128, 128],
  ['CL', 237, 42, 195],
  ['NO', 215, 99, 116],
  ['NA', 151, 87, 64],
  ['ST', 93, 77, 16],
  ['FI', 86, 41, 45],
  ['GR', 67, 29, 38],
  ['BG', 52, 30, 22],
  ['LS', 52, 37, 15],
  ['VE', 46, 21, 25],
  ['IS', 45, 20, 25],
  ['HU', 34, 19, 15],
  ['CV', 27, 13, 14],
  ['GN', 16, 12, 4],
  ['CY', 8, 2, 6],
  ['CR', 5, 1, 4],
  ['BO', 3, 2, 1],
  ['SK', 3, 3, 0],
  ['SI', 3, 1, 2],
  ['EE', 2, 2, 0],
  ['LI', 2, 1, 1],
  ['LT', 1, 1, 0],
  ['LV', 0, 0, 0]
]

/**
 * Emigrants of 2020 by age and sex: first year of the band, women, men. The sexes do not quite add up to their own total,
 * and the method is not documented at its source (IOM, snapshot of the emigrants by age and sex), so only the shares are used.
 */
export const ages: readonly (readonly [from: number, women: number, men: number])[] = [
  [0, 8837, 9721],
  [5, 9476, 10352],
  [10, 9567, 10926],
  [15, 13051, 15927],
  [20, 22046, 32688],
  [25, 28124, 49845],
  [30, 27837, 53097],
  [35, 25593, 50364],
  [40, 22234, 40187],
  [45, 19807, 31955],
  [50, 16294, 24869],
  [55, 13714, 18359],
  [60, 11840, 12920],
  [65, 9897, 10026],
  [70, 7730, 7630],
  [75, 8172, 7074]
]
