import { useTexts } from '../../i18n'
import { OfflineError, ProblemError, type FieldProblem } from '../../client'
import { nameOf } from '../../composables/useForm'
import { formSettings } from './useFormSettings'

/** What the server refuses, in words that say how to mend it. Its own words are for those who write programs. */
export function useRefusals() {
  const texts = useTexts()
  const { t } = texts
  const known = (...keys: string[]) => {
    const key = keys.find((one) => texts.te(one))
    const { guardianBelowAge, adultAge } = formSettings.value
    return key && t(key, { guardianBelowAge, adultAge })
  }

  /** Of one field: what is special to it, else what the code means anywhere. */
  const ofFault = (name: string, code: string) =>
    known(`refusals.at.${name}.${code}`, `refusals.fields.${code}`) ?? t('refusals.fields.other')

  const ofField = (problem: FieldProblem) => ofFault(nameOf(problem.pointer), problem.code ?? '')

  /** Of the whole request: by the last part of the problem's address. */
  function ofRequest({ type, retryAfterSeconds }: ProblemError) {
    const key = `refusals.types.${type.split('/').pop()}`
    const minutes = Math.ceil((retryAfterSeconds ?? 60) / 60)
    return texts.te(key) ? t(key, { minutes }, minutes) : t('ui.failed')
  }

  /** Of anything that was thrown. */
  function wordsFor(error: unknown) {
    if (error instanceof OfflineError) return t('ui.offlineError')
    return error instanceof ProblemError ? ofRequest(error) : t('ui.failed')
  }

  return { ofFault, ofField, ofRequest, wordsFor }
}

/** Is it this problem of the server? */
export const isProblem = (error: unknown, name: string): error is ProblemError =>
  error instanceof ProblemError && error.type.split('/').pop() === name
