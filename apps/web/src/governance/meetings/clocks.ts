import { clockCities, type InterfaceLanguage } from '@ponte/schema'

/** The city whose clock is meant. A zone that is not listed keeps its own name. */
export const clockCityOf = (zone: string, language: InterfaceLanguage): string =>
  clockCities.find(({ code }) => code === zone)?.[language] ?? zone.split('/').at(-1)!.replace(/_/g, ' ')

/** Clocks to choose from, with the one chosen already among them, whatever it is. */
export const clockChoices = (chosen: string, language: InterfaceLanguage): { value: string; label: string }[] =>
  [...new Set([...clockCities.map(({ code }): string => code), chosen])].map((value) => ({
    value,
    label: clockCityOf(value, language)
  }))
