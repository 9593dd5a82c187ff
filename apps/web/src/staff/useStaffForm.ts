import { useForm, type Messages } from '../composables/useForm'
import type { FieldProblem, ProblemError } from '../client'
import { useProblems } from './problems'

interface StaffFormOptions<V> {
  check?: (values: V) => Messages
  rename?: Record<string, string>
  /** Better words for a problem where this form knows more. */
  message?: (problem: FieldProblem) => string | undefined
  general?: (error: ProblemError) => string | undefined
}

/** A form whose refusals are said in the language of the interface. */
export function useStaffForm<V extends object>(initial: V, options: StaffFormOptions<V> = {}) {
  const problems = useProblems()
  return useForm<V>(initial, {
    ...options,
    message: (problem) => options.message?.(problem) ?? problems.ofField(problem),
    general: (error) => options.general?.(error) ?? problems.ofRequest(error)
  })
}
