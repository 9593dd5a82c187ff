import { useTexts } from '../../i18n'
import type { TourValues } from './tourForm'

/** What a tour needs, for planning and for changing one. */
export function useTourRules() {
  const { t } = useTexts()
  return ({ title, objective, country, firstOn, lastOn }: TourValues) => ({
    title: title.trim() ? undefined : t('tours.form.titleMissing'),
    objective: objective.trim() ? undefined : t('tours.form.objectiveMissing'),
    country: country ? undefined : t('tours.form.countryMissing'),
    firstOn: firstOn ? undefined : t('tours.form.dayMissing'),
    lastOn: !lastOn ? t('tours.form.dayMissing') : lastOn < firstOn ? t('tours.form.lastOnWrong') : undefined
  })
}
