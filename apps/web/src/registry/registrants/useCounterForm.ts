import { useQuery } from '@pinia/colada'
import { createRegistrant, listNotices, listPosts, type Registrant } from '@ponte/schema'
import { computed, shallowRef } from 'vue'
import { useTexts } from '../../i18n'
import { call, newKey, ProblemError } from '../../client'
import { useSession } from '../../staff/session'
import { useStaffForm } from '../../staff/useStaffForm'
import { ageQuestions, isAgeOpen, needsGuardian } from './ages'
import { counterNames, emptyEntry, toRegistration, type CounterValues } from './counter'
import { birthOf, birthProblem } from './person'
import { usePersonRules } from './personRules'
import { useRegistrantChanges } from './useRegistrants'

/** An entry at the counter: what is asked, when, and sending it once. */
export function useCounterForm() {
  const { t } = useTexts()
  const session = useSession()
  const personErrors = usePersonRules()
  const changed = useRegistrantChanges()
  const done = shallowRef<Registrant>()
  const { data: posts } = useQuery({ key: [listPosts.url], query: () => call(listPosts), staleTime: 60_000 })
  /** Most who come to a counter live where it stands; the institute at home serves the rest of the world. */
  const homeCountry = computed(() => {
    const post = posts.value?.items.find(({ id }) => id === session.session.postId)
    return post && post.country !== session.settings?.country ? post.country : ''
  })

  const form = useStaffForm<CounterValues>(emptyEntry(), { check, rename: counterNames })
  const values = form.values as CounterValues
  const birth = computed(() => (birthProblem(values.birth, new Date()) ? undefined : birthOf(values.birth)))
  const ages = computed(() => ({
    oldEnough: session.settings?.guardianBelowAge ?? 16,
    adult: session.settings?.adultAge ?? 18
  }))
  const alone = computed(() => (values.forWhom === 'self' ? birth.value : undefined))
  /** The ages that the year of birth leaves open. */
  const asked = computed(() =>
    ageQuestions.filter((question) => alone.value && isAgeOpen(alone.value, ages.value[question], new Date()))
  )
  const tooYoung = computed(
    () =>
      !!alone.value &&
      (needsGuardian(alone.value, ages.value.oldEnough, new Date()) ||
        (asked.value.includes('oldEnough') && values.oldEnough === 'no'))
  )

  const { data: notices } = useQuery({
    key: () => [listNotices.url, values.noticeLanguage],
    query: () => call(listNotices, { querystring: { language: values.noticeLanguage } }),
    staleTime: 5 * 60_000
  })
  const notice = computed(() => notices.value?.items.find(({ purpose }) => purpose === 'core'))

  function check(entry: CounterValues) {
    const { contact, guardian } = entry
    const isChild = entry.forWhom === 'child'
    const hasContact = contact.kind !== 'none'
    return {
      'guardian.relation': isChild && !guardian.relation ? t('personQuestions.missing.relation') : undefined,
      'guardian.givenNames':
        isChild && !guardian.givenNames.trim() && !guardian.surnames.trim()
          ? t('personQuestions.missing.guardian')
          : undefined,
      ...personErrors(entry),
      ...Object.fromEntries(
        asked.value.map((question) => [
          question,
          entry[question] ? undefined : t('personQuestions.missing.age', { age: ages.value[question] })
        ])
      ),
      'contact.value': hasContact && !contact.value.trim() ? t(`personQuestions.missing.${contact.kind}`) : undefined,
      'contact.ownership': hasContact && !contact.ownership ? t('personQuestions.missing.ownership') : undefined,
      accepted: entry.accepted ? undefined : t('counter.consent.missing')
    }
  }

  /** The same key while it is not known whether the entry arrived; a new one when the server has refused it. */
  let key = newKey()
  const submit = () =>
    form.submit(async (entry) => {
      try {
        const body = toRegistration(entry, notice.value?.version ?? '', asked.value)
        done.value = await call(createRegistrant, { body }, { idempotencyKey: key })
        key = newKey()
        await changed()
      } catch (error) {
        if (error instanceof ProblemError && error.status < 500) key = newKey()
        throw error
      }
    })

  /** The next in the queue: the same place and campaign, nothing of the person before. */
  function next() {
    Object.assign(values, emptyEntry(values.country, values.campaignCode))
    done.value = undefined
  }
  const hasTyped = () => !done.value && (values.givenNames + values.surnames + values.contact.value).trim() !== ''

  return { form, values, notice, ages, asked, tooYoung, done, homeCountry, submit, next, hasTyped }
}
