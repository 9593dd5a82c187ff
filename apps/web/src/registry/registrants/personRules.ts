import { useTexts } from '../../i18n'
import { birthProblem, type PersonValues } from './person'

/** What can be said about the needed part before the server is asked. */
export function usePersonRules() {
  const { t } = useTexts()
  return (values: PersonValues, { isSexSealed = false } = {}) => {
    const birth = birthProblem(values.birth, new Date())
    const missing = (value: string, key: string) => (value ? undefined : t(`personQuestions.missing.${key}`))
    return {
      givenNames: values.givenNames.trim() || values.surnames.trim() ? undefined : t('personQuestions.missing.names'),
      birth: birth && t(`personQuestions.birthProblems.${birth}`),
      sex: isSexSealed ? undefined : missing(values.sex, 'sex'),
      link: missing(values.link, 'link'),
      bornInCountry: missing(values.bornInCountry, 'bornInCountry'),
      country: missing(values.country, 'country')
    }
  }
}

/** The server's names of the fields of a birth are one field here. */
export const personNames = { birthYear: 'birth', birthDate: 'birth' }
