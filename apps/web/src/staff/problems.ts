import { useTexts } from '../i18n'
import { OfflineError, ProblemError, type FieldProblem } from '../client'

/** What the server refuses, in the words of the interface. What has no words here is said in the server's own. */
export function useProblems() {
  const { t, te } = useTexts()
  const known = (key: string) => (te(key) ? t(key) : undefined)

  /** Of one field. */
  const ofField = ({ code = '' }: FieldProblem) => known(`problems.fields.${code}`) ?? t('problems.fields.other')

  /** Of the whole request: by the last part of the problem's address. */
  const ofRequest = (error: ProblemError) => known(`problems.${error.type.split('/').pop()}`) ?? error.detail

  /** Of anything that was thrown, for a notice. */
  function wordsFor(error: unknown) {
    if (error instanceof OfflineError) return t('problems.offline')
    if (error instanceof ProblemError) return ofRequest(error) ?? t('ui.failed')
    return t('ui.failed')
  }
  return { ofField, ofRequest, wordsFor }
}
