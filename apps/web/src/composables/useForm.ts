import { computed, reactive, ref, shallowRef, toRaw } from 'vue'
import { useTexts } from '../i18n'
import { OfflineError, ProblemError, type FieldProblem } from '../client'
import type { FormError } from '../ui/ErrorSummary.vue'

/** Messages by the name of the field: `contact.value`. */
export type Messages = Record<string, string | undefined>

interface FormOptions<V> {
  /** What can be said before the server is asked. */
  check?: (values: V) => Messages
  /** A better text for a problem of the server, where there is one. */
  message?: (problem: FieldProblem) => string | undefined
  /** A better text for a problem that belongs to no field. */
  general?: (error: ProblemError) => string | undefined
  /** The server's name of a field, where the form's differs. */
  rename?: Record<string, string>
}

/** `#/contact/value` and `/contact/value` are the field `contact.value`. */
export const nameOf = (pointer: string) =>
  pointer
    .replace(/^#?\//, '')
    .split('/')
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .join('.')

/**
 * A form: what was typed, what is wrong, and the sending. What was typed is never lost: not on an error, not offline, not
 * when the session ends.
 */
export function useForm<V extends object>(initial: V, options: FormOptions<V> = {}) {
  const { t } = useTexts()
  const values = reactive(structuredCopy(initial)) as V
  const checked = ref<Messages>({})
  const refused = ref<Messages>({})
  /** A problem that belongs to no field. */
  const general = ref<string>()
  const touched = ref<Record<string, boolean>>({})
  const busy = ref(false)
  const summary = shallowRef<FormError[]>([])

  const errors = computed<Messages>(() => ({ ...checked.value, ...refused.value }))
  const summarise = () => {
    const lines = Object.entries(errors.value).flatMap(([name, message]) => (message ? [{ name, message }] : []))
    summary.value = general.value ? [{ message: general.value }, ...lines] : lines
  }

  /** On leaving a field: its own error appears or goes, the others stay as they are. */
  function touch(name: string) {
    touched.value = { ...touched.value, [name]: true }
    refused.value = without(refused.value, name)
    checked.value = { ...checked.value, [name]: options.check?.(values)[name] }
  }

  function validate() {
    refused.value = {}
    general.value = undefined
    checked.value = options.check?.(values) ?? {}
    summarise()
    return summary.value.length === 0
  }

  /** Sorts a refusal of the server into fields and the rest. Anything else is a mistake of ours and is thrown on. */
  function refuse(error: unknown) {
    if (error instanceof OfflineError) general.value = t('ui.offlineError')
    else if (error instanceof ProblemError) {
      const named = error.errors.filter(({ in: part }) => part !== 'querystring' && part !== 'params')
      for (const problem of named) {
        const name = nameOf(problem.pointer)
        refused.value[options.rename?.[name] ?? name] = options.message?.(problem) ?? problem.detail
      }
      if (!named.length) general.value = options.general?.(error) ?? error.detail ?? error.title ?? t('ui.failed')
    } else throw error
    summarise()
  }

  /** Checks, sends once, and says whether it went well. */
  async function submit(send: (values: V) => Promise<unknown>) {
    if (busy.value || !validate()) return false
    busy.value = true
    try {
      await send(structuredCopy(values))
      return true
    } catch (error) {
      refuse(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return reactive({ values, errors, touched, busy, summary, general, touch, validate, submit, refuse })
}

const without = (messages: Messages, name: string) =>
  Object.fromEntries(Object.entries(messages).filter(([other]) => other !== name))

/** `structuredClone` is younger than our oldest browsers; values of a form are plain. */
function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(toRaw(value))) as T
}
