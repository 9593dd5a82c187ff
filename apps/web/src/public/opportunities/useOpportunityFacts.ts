import {
  availabilities,
  educationFields,
  investmentBands,
  languageLevels,
  sectors,
  type PublicOpportunity
} from '@ponte/schema'
import { languageOf, useTexts } from '../../i18n'
import { labelOf } from '../registration/codeOptions'
import { useCodeList } from '../registration/useCodeList'

/** What is looked for, where and when, as rows of a summary. Only what was said is shown. */
export function useOpportunityFacts() {
  const { t, d, n, locale } = useTexts()
  const skills = useCodeList('skills')
  const languages = useCodeList('languages')
  const provinces = useCodeList('provinces')
  const day = (date: string | null) => (date ? d(new Date(`${date}T12:00`), 'day') : '')

  return (one: PublicOpportunity) => {
    const language = languageOf(locale.value)
    const place = [
      one.district,
      one.province && provinces.nameOf(one.province),
      one.remote && t('publicOpportunities.remote')
    ]
    const values = {
      host: one.host,
      skills: one.skills.map((code) => skills.nameOf(code)).join(', '),
      languages: one.languages
        .map(({ code, level }) => `${languages.nameOf(code)} (${labelOf(languageLevels, level, language)})`)
        .join(', '),
      field: labelOf(educationFields, one.educationField, language),
      sector: labelOf(sectors, one.sector, language),
      band: labelOf(investmentBands, one.band, language),
      place: place.filter(Boolean).join(', '),
      availability: labelOf(availabilities, one.availability, language),
      time: [day(one.startsOn), day(one.endsOn)].filter(Boolean).join(' – '),
      places: n(one.places),
      closes: day(one.closesOn)
    }
    return Object.entries(values)
      .filter(([, value]) => value)
      .map(([key, value]) => ({ key, label: t(`publicOpportunities.facts.${key}`), value }))
  }
}
