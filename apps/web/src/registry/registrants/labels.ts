import * as contract from '@ponte/schema'
import { useTexts } from '../../i18n'
import { readLanguage } from '../../staff/language'
import type { Option } from '../../ui/options'

/** The code lists of a record, by the names that its texts have. */
const lists = {
  sexes: contract.sexes,
  links: contract.links,
  yesNoNotSure: contract.yesNoNotSure,
  contactKinds: contract.contactKinds,
  contactOwnerships: contract.contactOwnerships,
  guardianRelations: contract.guardianRelations,
  origins: contract.origins,
  statuses: contract.statuses,
  states: contract.states,
  needs: contract.needs,
  migrationReasons: contract.migrationReasons,
  educationLevels: contract.educationLevels,
  educationFields: contract.educationFields,
  workStatuses: contract.workStatuses,
  sectors: contract.sectors,
  skills: contract.skills,
  languageLevels: contract.languageLevels,
  offers: contract.offers,
  availabilities: contract.availabilities,
  investmentBands: contract.investmentBands,
  topics: contract.topics,
  channels: contract.channels,
  purposes: contract.purposes
} as const
export type ListName = keyof typeof lists

/** The names of codes as an officer reads them: the public form says "I", a record speaks of somebody. */
export function useLabels() {
  const { t, te } = useTexts()
  const language = readLanguage()

  function label(list: ListName, code: string | null | undefined) {
    if (!code) return ''
    const key = `registrantFields.codes.${list}.${code}`
    if (te(key)) return t(key)
    return lists[list].find((entry) => entry.code === code)?.[language] ?? code
  }
  const options = (list: ListName): Option[] =>
    lists[list].map(({ code }) => ({ value: code, label: label(list, code) }))
  return { label, options }
}
