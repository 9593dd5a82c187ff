import { inject, type InjectionKey } from 'vue'
import type { CountryWords, Language } from './i18n'

/** What a deployment sets: who speaks, and by which name. The server writes it into the page. */
export interface Deployment {
  /** The name of the service. */
  name: string
  /** Whose service it is, in each language. */
  owner: Record<Language, string>
  /** ISO 3166-1 of the country of origin. */
  country?: string
  /** What texts call that country and its people; Mozambique's stand in the locales. */
  words?: Record<Language, CountryWords>
  /** Where to write to a person, if there is such an address. */
  contact?: string
  /** A demonstration: nobody in it is real, and it says so on every page. */
  demo?: boolean
}

/** The default is Mozambique's. */
export const defaultDeployment: Deployment = {
  name: 'Ponte',
  country: 'MZ',
  owner: { pt: 'República de Moçambique', en: 'Republic of Mozambique' }
}

export const deploymentKey: InjectionKey<Deployment> = Symbol('deployment')
export const useDeployment = () => inject(deploymentKey, defaultDeployment)

/** Reads what the server wrote. A `meta` element, since a script element with data looks like an inline script. */
export function readDeployment(): Deployment {
  const content = document.querySelector<HTMLMetaElement>('meta[name="ponte-deployment"]')?.content
  try {
    return content ? { ...defaultDeployment, ...(JSON.parse(content) as Partial<Deployment>) } : defaultDeployment
  } catch {
    return defaultDeployment
  }
}
