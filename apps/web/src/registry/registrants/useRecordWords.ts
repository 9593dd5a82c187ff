import { languages, type Details, type Registrant } from '@ponte/schema'
import { useTexts } from '../../i18n'
import { useCodeList } from '../../staff/codeLists'
import { readLanguage } from '../../staff/language'
import type { SummaryRow } from '../../ui/SummaryList.vue'
import { useLabels } from './labels'
import { fullName } from './names'
import { detailSections, type DetailField } from './recordFields'

type Words = string | string[] | undefined

/** A record in words, by section. */
export function useRecordWords() {
  const { t, d, n } = useTexts()
  const { label } = useLabels()
  const { nameOf: countryOf } = useCodeList('countries')
  const { nameOf: areaOf } = useCodeList('areas')
  const { nameOf: provinceOf } = useCodeList('provinces')
  const languageOf = (code: string) => languages.find((entry) => entry.code === code)?.[readLanguage()] ?? code
  const row = (key: string, value: Words): SummaryRow => ({ key, label: t(`registrantFields.fields.${key}`), value })

  function detail(field: DetailField, details: Details): Words {
    const value = details[field.name]
    if (value === null || value === undefined || value === '') return undefined
    switch (field.kind) {
      case 'code':
        return label(field.list, value as string)
      case 'codes':
        return (value as string[]).map((code) => label(field.list, code)).join(', ')
      case 'country':
        return countryOf(value as string)
      case 'countries':
        return (value as string[]).map(countryOf).join(', ')
      case 'province':
        return provinceOf(value as string)
      case 'languages':
        return (value as NonNullable<Details['languages']>).map(
          ({ code, level }) => `${languageOf(code)}: ${label('languageLevels', level)}`
        )
      case 'number':
        return n(value as number)
      case 'year':
      case 'district':
      case 'occupation':
      case 'text':
      case 'lines':
        return String(value as string | number)
    }
  }

  /** The needed part: always shown, since it tells who somebody is. */
  const person = (record: Registrant): SummaryRow[] => [
    row('givenNames', record.givenNames),
    row('surnames', record.surnames),
    row('birth', record.birthDate ? d(new Date(`${record.birthDate}T12:00:00Z`), 'day') : String(record.birthYear)),
    row('sex', record.sex ? label('sexes', record.sex) : t('registrants.sealedLong')),
    row('link', label('links', record.link)),
    row('bornInCountry', label('yesNoNotSure', record.bornInCountry)),
    row(
      'country',
      [[record.city, areaOf(record.area)].filter(Boolean).join(', '), countryOf(record.country)].filter(Boolean)
    ),
    row('language', languageOf(record.language)),
    ...(record.guardian
      ? [row('guardian', `${fullName(record.guardian)} (${label('guardianRelations', record.guardian.relation)})`)]
      : [])
  ]

  /** The optional answers that were given, by section. */
  const sections = (record: Registrant) =>
    detailSections.map(({ key, fields }) => ({
      key,
      title: t(`registrantFields.sections.${key}`),
      rows: fields.map((field) => row(field.name, detail(field, record.details))).filter(({ value }) => value?.length)
    }))

  return { person, sections }
}
