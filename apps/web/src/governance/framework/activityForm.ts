import type { Activity, ActivityState, ActivityValues } from '@ponte/schema'
import { useTexts } from '../../i18n'
import type { Messages } from '../../composables/useForm'
import { amountOrNull, typedAmount } from './amount'

/** An activity as it is typed. */
export interface ActivityForm {
  namePt: string
  nameEn: string
  seatId: string
  startsOn: string
  endsOn: string
  state: ActivityState
  budgetMzn: string
  decisionId: string
  note: string
}

export const emptyActivity: ActivityForm = {
  namePt: '',
  nameEn: '',
  seatId: '',
  startsOn: '',
  endsOn: '',
  state: 'planned',
  budgetMzn: '',
  decisionId: '',
  note: ''
}

export const typedActivity = (activity: Activity): ActivityForm => ({
  namePt: activity.namePt,
  nameEn: activity.nameEn,
  seatId: activity.seat?.id ?? '',
  startsOn: activity.startsOn ?? '',
  endsOn: activity.endsOn ?? '',
  state: activity.state,
  budgetMzn: typedAmount(activity.budgetMzn),
  decisionId: activity.decision?.id ?? '',
  note: activity.note ?? ''
})

/** What is sent of what was typed. */
export const activityBody = (form: ActivityForm): ActivityValues => ({
  namePt: form.namePt.trim(),
  nameEn: form.nameEn.trim(),
  seatId: form.seatId || null,
  startsOn: form.startsOn || null,
  endsOn: form.endsOn || null,
  state: form.state,
  budgetMzn: amountOrNull(form.budgetMzn),
  decisionId: form.decisionId || null,
  note: form.note.trim() || null
})

/** What an activity needs, for adding and for changing one. */
export function useActivityRules() {
  const { t } = useTexts()
  return ({ namePt, startsOn, endsOn, budgetMzn }: ActivityForm): Messages => {
    const budget = amountOrNull(budgetMzn)
    return {
      namePt: namePt.trim() ? undefined : t('framework.nameWanted'),
      endsOn: startsOn && endsOn && endsOn < startsOn ? t('framework.endsBefore') : undefined,
      budgetMzn: budget === null || (Number.isInteger(budget) && budget >= 0) ? undefined : t('framework.wholeWanted')
    }
  }
}
