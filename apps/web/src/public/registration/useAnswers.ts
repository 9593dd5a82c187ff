import { computed, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import { useForm } from '../../composables/useForm'
import { languageOf, useTexts } from '../../i18n'
import { emptyAnswers, voiceOf, type Answers } from './answers'
import { agesAsked, faultsOf, firstIncomplete } from './answers.rules'
import { useRefusals } from './refusals'
import { isQuestion, questionSteps, stepOf, type Step } from './steps'
import { useFormSettings } from './useFormSettings'

/** One form over all pages of the registration, and the page one is on. */
export function useAnswers() {
  const { locale } = useTexts()
  const route = useRoute()
  const refusals = useRefusals()
  const settings = useFormSettings()

  /** The last step stays while another page is on its way. */
  const step = ref<Step>(stepOf(route.meta.publicPage?.name) ?? 'whom')
  watch(
    () => stepOf(route.meta.publicPage?.name),
    (next) => next && (step.value = next),
    { flush: 'sync' }
  )

  /** A page checks what it asks; the summary checks everything. */
  function check(answers: Answers) {
    const asked = isQuestion(step.value) ? [step.value] : questionSteps
    const faults = asked.flatMap((one) => Object.entries(faultsOf(one, answers, settings.value, new Date())))
    return Object.fromEntries(faults.map(([name, code]) => [name, refusals.ofFault(name, code)]))
  }
  const form = useForm<Answers>(emptyAnswers(), { check, message: refusals.ofField, general: refusals.ofRequest })

  return {
    form,
    step,
    settings,
    language: computed(() => languageOf(locale.value)),
    voice: computed(() => voiceOf(form.values)),
    /** The ages that the year of birth leaves open. */
    asked: computed(() => agesAsked(form.values, settings.value, new Date())),
    /** The first page that lacks an answer. */
    findIncomplete: () => firstIncomplete(form.values, settings.value, new Date()),
    /** Puts answers in the place of those that are there. */
    take: (answers: Answers) =>
      void Object.assign(form.values, JSON.parse(JSON.stringify({ ...emptyAnswers(), ...answers })))
  }
}
export type AnswersUnderWay = ReturnType<typeof useAnswers>
