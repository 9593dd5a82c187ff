import { computed } from 'vue'
import { contactOwnerships, guardianRelations, languages, areas, sexes, yesNoNotSure } from '@ponte/schema'
import { useTexts } from '../../i18n'
import type { SummaryRow } from '../../ui/SummaryList.vue'
import { contactOf, birthDateOf } from './answers'
import { ageOf } from './answers.rules'
import { labelOf } from './codeOptions'
import type { Step } from './steps'
import { useCodeList } from './useCodeList'
import { useLinkWords } from './useLinkWords'
import { useStep } from './useStep'

/** What was answered, in words, with the way back to each question. */
export function useSummary() {
  const { t, voice, values, language, asked, settings, linkTo } = useStep()
  const { d } = useTexts()
  const { nameOf } = useCodeList('countries')
  const linkWords = useLinkWords()
  const full = (name: { givenNames: string; surnames: string }) => `${name.givenNames} ${name.surnames}`.trim()

  function birth() {
    const date = birthDateOf(values.person)
    const ages = asked.value.map((question) =>
      t(`steps.check.adult.${values[question] === 'yes' ? 'yes' : 'no'}`, {
        age: ageOf(question, settings.value)
      })
    )
    return [date ? d(new Date(`${date}T12:00`), 'day') : values.person.birthYear, ...ages]
  }

  function contact() {
    const { kind, value } = contactOf(values)
    if (kind === 'none') return values.contact.kind ? [t('steps.check.noContact')] : []
    const own = values.contact.ownership
    const owner =
      voice.value === 'self' || !own
        ? labelOf(contactOwnerships, own, language.value)
        : t(`steps.contact.owners.${voice.value}.${own}`)
    const whatsapp = kind === 'phone' && values.contact.whatsapp
    return [
      values.carriedContact && values.contact.kind === 'same' ? values.carriedContact.masked : value,
      owner,
      whatsapp ? 'WhatsApp' : ''
    ]
  }

  return computed<SummaryRow[]>(() => {
    const { person, guardian, whom } = values
    const row = (step: Step, key: string, value: SummaryRow['value']): SummaryRow => ({
      key,
      label: t(`steps.check.rows.${key}`),
      value,
      to: linkTo(step, { mudar: '1' })
    })
    const word = (list: Parameters<typeof labelOf>[0], code: string) => labelOf(list, code, language.value)
    return [
      row('whom', 'whom', whom ? t(`registration.whom.options.${whom}`) : ''),
      row('name', 'name', full(person)),
      ...(voice.value === 'child'
        ? [row('name', 'guardian', [full(guardian), word(guardianRelations, guardian.relation)])]
        : []),
      row('birth', 'birth', birth()),
      row('sex', 'sex', word(sexes, person.sex)),
      row('link', 'link', linkWords(person.link)),
      row('link', 'born', word(yesNoNotSure, person.bornInCountry)),
      row('place', 'place', [person.city, word(areas, person.area), nameOf(person.country)]),
      row('contact', 'contact', contact()),
      row('language', 'language', word(languages, person.language))
    ]
  })
}
