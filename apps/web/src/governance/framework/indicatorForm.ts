import type { Indicator, IndicatorValues } from '@ponte/schema'
import { useTexts } from '../../i18n'
import type { Messages } from '../../composables/useForm'
import { amountOrNull, typedAmount } from './amount'

/** An indicator as it is typed. */
export type IndicatorForm = Omit<IndicatorValues, 'baseline' | 'baselineOn' | 'target' | 'targetOn'> & {
  baseline: string
  baselineOn: string
  target: string
  targetOn: string
}

/** A target that nobody has decided is a proposal, so a new one is. */
export const emptyIndicator: IndicatorForm = {
  namePt: '',
  nameEn: '',
  unit: 'count',
  direction: 'up',
  frequency: 'year',
  baseline: '',
  baselineOn: '',
  target: '',
  targetOn: '',
  isProposal: true,
  source: '',
  sourceEn: '',
  definition: '',
  definitionEn: ''
}

export const typedIndicator = (indicator: Indicator): IndicatorForm => ({
  namePt: indicator.namePt,
  nameEn: indicator.nameEn,
  unit: indicator.unit,
  direction: indicator.direction,
  frequency: indicator.frequency,
  baseline: typedAmount(indicator.baseline),
  baselineOn: indicator.baselineOn ?? '',
  target: typedAmount(indicator.target),
  targetOn: indicator.targetOn ?? '',
  isProposal: indicator.isProposal,
  source: indicator.source,
  sourceEn: indicator.sourceEn,
  definition: indicator.definition,
  definitionEn: indicator.definitionEn
})

/** What is sent of what was typed. */
export const indicatorBody = (form: IndicatorForm): IndicatorValues => ({
  ...form,
  namePt: form.namePt.trim(),
  nameEn: form.nameEn.trim(),
  baseline: amountOrNull(form.baseline),
  baselineOn: form.baselineOn || null,
  target: amountOrNull(form.target),
  targetOn: form.targetOn || null,
  source: form.source.trim(),
  sourceEn: form.sourceEn.trim(),
  definition: form.definition.trim(),
  definitionEn: form.definitionEn.trim()
})

/** What an indicator needs. A value has its day, or neither is there. */
export function useIndicatorRules() {
  const { t } = useTexts()
  const number = (text: string) => (Number.isNaN(amountOrNull(text)) ? t('framework.numberWanted') : undefined)
  const point = (value: string, day: string) => ({
    value: number(value) ?? (day && !value.trim() ? t('framework.numberWanted') : undefined),
    day: value.trim() && !day ? t('framework.dayWanted') : undefined
  })
  return ({ namePt, baseline, baselineOn, target, targetOn }: IndicatorForm): Messages => {
    const start = point(baseline, baselineOn)
    const end = point(target, targetOn)
    return {
      namePt: namePt.trim() ? undefined : t('framework.nameWanted'),
      baseline: start.value,
      baselineOn: start.day,
      target: end.value,
      targetOn: end.day
    }
  }
}
