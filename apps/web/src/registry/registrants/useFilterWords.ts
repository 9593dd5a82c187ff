import type { RegistrantFilters } from '@ponte/schema'
import { computed, type Ref } from 'vue'
import { useTexts } from '../../i18n'
import { useCodeList } from '../../staff/codeLists'
import type { Filter } from '../../ui/FilterChips.vue'
import { useLabels } from './labels'
import { filterNames, type FilterName } from './useRegistrantFilters'

/** The filters in force, in words. */
export function useFilterWords(filters: Readonly<Ref<RegistrantFilters>>) {
  const { t, d } = useTexts()
  const { label } = useLabels()
  const { nameOf: countryOf } = useCodeList('countries')
  const { nameOf: areaOf } = useCodeList('areas')
  const day = (date: string) => d(new Date(`${date}T12:00:00Z`), 'short')

  const words: Record<FilterName, (value: string) => string> = {
    country: countryOf,
    area: areaOf,
    status: (code) => label('statuses', code),
    state: (code) => label('states', code),
    origin: (code) => label('origins', code),
    sex: (code) => (code === 'not-said' ? t('registrants.sealed') : label('sexes', code)),
    bornFrom: String,
    bornTo: String,
    registeredFrom: day,
    registeredTo: day,
    campaignCode: String,
    needs: (code) => label('needs', code)
  }
  return computed<Filter[]>(() =>
    filterNames.flatMap((name) => {
      const value = filters.value[name]
      return value === undefined
        ? []
        : [{ key: name, label: t(`registrants.filter.${name}`), value: words[name](String(value)) }]
    })
  )
}
