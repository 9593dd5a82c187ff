import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { Alert, AlertList, Input } from '@ponte/schema'
import { computed } from 'vue'
import { useTexts } from '../../i18n'
import { call, newKey } from '../../client'
import type { Messages } from '../../composables/useForm'

export const stateKinds = { proposed: 'warn', declared: 'danger', ended: 'ok', dropped: 'plain' } as const

/** All alerts, newest first. */
export function useAlerts() {
  const query = useQuery({ key: [contract.listAlerts.url], query: () => call(contract.listAlerts) })
  return { ...query, items: computed(() => query.data.value?.items ?? []) }
}

/** One alert with its board as it stands. */
export const useAlert = (id: () => string) =>
  useQuery({
    key: () => [contract.getAlert.url, id()],
    query: () => call(contract.getAlert, { params: { id: id() } }),
    staleTime: 0
  })

/** The people of one list. Each of them reads that somebody looked, so it is read only when the officer asks. */
export const useAlertPeople = (id: () => string, list: () => AlertList, cursor: () => string | undefined) =>
  useQuery({
    key: () => [contract.listAlertPeople.url, id(), list(), cursor() ?? null],
    query: () =>
      call(contract.listAlertPeople, { params: { id: id() }, querystring: { list: list(), cursor: cursor() } }),
    staleTime: 60_000,
    refetchOnWindowFocus: false
  })

const acts = { declare: contract.declareAlert, drop: contract.dropAlert, end: contract.endAlert }
export type AlertAct = keyof typeof acts

export function useAlertChanges() {
  const cache = useQueryCache()
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    const stale = [contract.listAlerts.url, contract.getAlert.url, contract.listAlertPeople.url]
    await Promise.all(stale.map((url) => cache.invalidateQueries({ key: [url] })))
    return done
  }
  return {
    propose: (body: Input<typeof contract.proposeAlert>['body'], key = newKey()) =>
      then(call(contract.proposeAlert, { body }, { idempotencyKey: key })),
    move: (id: string, act: AlertAct) => then(call(acts[act], { params: { id } })),
    handle: (id: string, registrantId: string) =>
      then(call(contract.handleAlertPerson, { params: { id, registrantId } }))
  }
}

/** An alert as it is typed. */
export interface AlertForm {
  country: string
  area: string
  city: string
  subjectPt: string
  textPt: string
  subjectEn: string
  textEn: string
}
export const emptyAlert = (): AlertForm => ({
  country: '',
  area: '',
  city: '',
  subjectPt: '',
  textPt: '',
  subjectEn: '',
  textEn: ''
})

/** The place as the server takes it. */
export const placeOf = ({ country, area, city }: AlertForm) => ({
  country,
  ...(area ? { area } : {}),
  ...(city.trim() ? { city: city.trim() } : {})
})

/** As the server takes it. An English that is empty is none. */
export const toAlert = (form: AlertForm) => ({
  ...placeOf(form),
  pt: { subject: form.subjectPt.trim(), text: form.textPt.trim() },
  ...(form.subjectEn.trim() ? { en: { subject: form.subjectEn.trim(), text: form.textEn.trim() } } : {})
})

/** What is missing, said beside each field. */
export function useAlertCheck() {
  const { t } = useTexts()
  return ({ country, subjectPt, textPt, subjectEn, textEn }: AlertForm): Messages => ({
    country: country ? undefined : t('alerts.form.countryMissing'),
    subjectPt: subjectPt.trim() ? undefined : t('alerts.form.subjectMissing'),
    textPt: textPt.trim() ? undefined : t('alerts.form.textMissing'),
    subjectEn: !subjectEn.trim() && textEn.trim() ? t('alerts.form.englishHalf') : undefined,
    textEn: subjectEn.trim() && !textEn.trim() ? t('alerts.form.englishHalf') : undefined
  })
}

/** Where the fields of the server stand in the form. */
export const alertNames = {
  'pt.subject': 'subjectPt',
  'pt.text': 'textPt',
  'en.subject': 'subjectEn',
  'en.text': 'textEn'
}

/** The words of an alert's place: city, area, country, and the post whose people only are meant. */
export const placeParts = (
  { country, area, city, post }: Pick<Alert, 'country' | 'area' | 'city' | 'post'>,
  nameOf: { country: (code: string) => string; area: (code: string) => string }
) => [city, area && nameOf.area(area), nameOf.country(country), post?.name].filter(Boolean).join(' · ')
