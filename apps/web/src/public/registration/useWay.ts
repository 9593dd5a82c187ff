import { computed, nextTick, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { OfflineError } from '../../client'
import { usePublicLink } from '../usePublicLink'
import { isQuestion, pageOf, questionSteps, stepAsking, stepOf, type QuestionStep, type Step } from './steps'
import type { AnswersUnderWay } from './useAnswers'
import type { Kept } from './useKept'

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** The way from page to page, each with an address of its own. */
export function useWay({ form, step, findIncomplete }: AnswersUnderWay, { ready, locked, sent }: Kept) {
  const route = useRoute()
  const router = useRouter()
  const link = usePublicLink()
  const linkTo = (to: Step, query?: Record<string, string>) => link(pageOf(to), { query })

  /** The pages that this person goes through: who accepted the notice for somebody else just now reads it no more. */
  const path = computed(() => questionSteps.filter((one) => one !== 'notice' || !form.values.notice.carried))
  const placeOf = (one: Step) => path.value.indexOf(one as QuestionStep)
  /** One came from the summary to change an answer, and goes back there. */
  const changing = computed(() => route.query.mudar !== undefined)
  const previous = computed<Step | undefined>(() =>
    step.value === 'check' ? path.value[path.value.length - 1] : path.value[placeOf(step.value) - 1]
  )

  /** Where one cannot be yet, or no longer: pages with empty ones before them, and those that wait for what was not sent. */
  function findWayOut(): Step | undefined {
    if (step.value === 'whom') return undefined
    const waiting = sent.value && (sent.value.next === 'code' ? 'code' : 'done')
    if (!isQuestion(step.value) && step.value !== 'check') return waiting ?? 'whom'
    const first = findIncomplete()
    if (waiting && first === 'whom') return waiting
    return first && (step.value === 'check' || placeOf(first) < placeOf(step.value)) ? first : undefined
  }
  function guard() {
    if (!ready.value || locked.value || !stepOf(route.meta.publicPage?.name)) return
    const to = findWayOut()
    if (to && to !== step.value) void router.replace(linkTo(to))
  }
  watch([step, ready, locked], guard)
  watch(step, () => (form.summary = []))

  /** After a page: the next one, or back to the summary, unless the change asks for more. */
  function next() {
    if (!form.validate()) return
    const first = findIncomplete()
    const to = !changing.value
      ? linkTo(path.value[placeOf(step.value) + 1] ?? 'check')
      : first
        ? linkTo(first, { mudar: '1' })
        : linkTo('check')
    // The pages after the first may not be there yet, and the line may be gone.
    return router.push(to).catch(() => form.refuse(new OfflineError()))
  }

  /** Leads to the page that can mend the first error, and only then shows it, so that the focus ends up there. */
  async function leadToError() {
    const errors = form.summary
    const field = errors.find(({ name }) => name)?.name
    const to = field ? stepAsking(field) : step.value
    if (to !== step.value) {
      await router.push(linkTo(to, { mudar: '1' }))
      await nextTick()
      // The router gives the focus to the new heading in the next frame.
      await nextFrame()
      await nextFrame()
    }
    form.summary = errors.filter(({ name }) => !name || stepAsking(name) === to)
  }

  return { path, previous, changing, linkTo, next, leadToError }
}
