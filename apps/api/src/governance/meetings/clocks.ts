import { clockCities, type InterfaceLanguage } from '@ponte/schema'

/** The city whose clock is meant: it says more to a reader than an offset. A zone not listed keeps its own name. */
export const clockCityOf = (zone: string, language: InterfaceLanguage): string =>
  clockCities.find(({ code }) => code === zone)?.[language] ?? zone.split('/').at(-1)!.replaceAll('_', ' ')
