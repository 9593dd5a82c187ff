import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { Input, Mailing } from '@ponte/schema'
import { computed } from 'vue'
import { useTexts } from '../../i18n'
import { call, callWithMeta, newKey } from '../../client'
import type { Messages } from '../../composables/useForm'

/** All mailings, newest first. */
export function useMailings() {
  const query = useQuery({ key: [contract.listMailings.url], query: () => call(contract.listMailings) })
  return { ...query, items: computed(() => query.data.value?.items ?? []) }
}

export const readMailing = (id: string) => callWithMeta(contract.getMailing, { params: { id } })

/** One mailing with its version. */
export const useMailing = (id: () => string) =>
  useQuery({ key: () => [contract.getMailing.url, id()], query: () => readMailing(id()) })

/** How many it reaches now. */
export const useReach = (id: () => string) =>
  useQuery({
    key: () => [contract.countMailingReach.url, id()],
    query: () => call(contract.countMailingReach, { params: { id: id() } }),
    staleTime: 0
  })

const acts = {
  propose: contract.proposeMailing,
  revise: contract.reviseMailing,
  approve: contract.approveMailing,
  stop: contract.stopMailing,
  resendUnknown: contract.resendUnknown
}
export type MailingAct = keyof typeof acts

export function useMailingChanges() {
  const cache = useQueryCache()
  const refresh = () =>
    Promise.all(
      [contract.listMailings.url, contract.getMailing.url, contract.countMailingReach.url].map((url) =>
        cache.invalidateQueries({ key: [url] })
      )
    )
  /** Also after a refusal: what stands there may be newer than what was read. */
  const then = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } finally {
      await refresh()
    }
  }
  return {
    refresh,
    create: (body: Input<typeof contract.createMailing>['body'], key = newKey()) =>
      then(call(contract.createMailing, { body }, { idempotencyKey: key })),
    update: (id: string, body: Input<typeof contract.updateMailing>['body'], etag: string) =>
      then(call(contract.updateMailing, { params: { id }, body }, { ifMatch: etag })),
    /** With its version, since who approves has read a text. */
    move: ({ id, version }: Pick<Mailing, 'id' | 'version'>, act: MailingAct) =>
      then(call(acts[act], { params: { id } }, { ifMatch: `"${version}"` })),
    test: (id: string, language: 'pt' | 'en') => call(contract.testMailing, { params: { id }, body: { language } })
  }
}

/** A mailing as it is typed. */
export interface MailingForm {
  name: string
  purpose: Mailing['purpose']
  countries: string[]
  subjectPt: string
  textPt: string
  subjectEn: string
  textEn: string
}

export const emptyMailing = (): MailingForm => ({
  name: '',
  purpose: 'news',
  countries: [],
  subjectPt: '',
  textPt: '',
  subjectEn: '',
  textEn: ''
})

export const formOf = ({ name, purpose, countries, pt, en }: Mailing): MailingForm => ({
  name,
  purpose,
  countries: [...countries],
  subjectPt: pt.subject,
  textPt: pt.text,
  subjectEn: en?.subject ?? '',
  textEn: en?.text ?? ''
})

/** As the server takes it. An English that is empty is none. */
export const toMailing = ({ name, purpose, countries, subjectPt, textPt, subjectEn, textEn }: MailingForm) => ({
  name: name.trim(),
  purpose,
  countries,
  pt: { subject: subjectPt.trim(), text: textPt.trim() },
  en: subjectEn.trim() || textEn.trim() ? { subject: subjectEn.trim(), text: textEn.trim() } : null
})

/** What is missing, said beside each field. */
export function useMailingCheck() {
  const { t } = useTexts()
  return ({ name, subjectPt, textPt, subjectEn, textEn }: MailingForm): Messages => ({
    name: name.trim() ? undefined : t('mailings.form.nameMissing'),
    subjectPt: subjectPt.trim() ? undefined : t('mailings.form.subjectMissing'),
    textPt: textPt.trim() ? undefined : t('mailings.form.textMissing'),
    subjectEn: !subjectEn.trim() && textEn.trim() ? t('mailings.form.englishHalf') : undefined,
    textEn: subjectEn.trim() && !textEn.trim() ? t('mailings.form.englishHalf') : undefined
  })
}

/** Where the fields of the server stand in the form. */
export const mailingNames = {
  'pt.subject': 'subjectPt',
  'pt.text': 'textPt',
  'en.subject': 'subjectEn',
  'en.text': 'textEn'
}

export const stateKinds = {
  draft: 'plain',
  proposed: 'warn',
  sending: 'work',
  finished: 'ok',
  stopped: 'danger'
} as const
