import { campaignAims, type Campaign, type Input, type createCampaign } from '@ponte/schema'
import { useTexts } from '../../i18n'
import type { Messages } from '../../composables/useForm'

/** A campaign as it is typed: numbers are text until they are sent. */
export interface CampaignForm {
  name: string
  description: string
  aim: Campaign['aim']
  goal: string
  startsOn: string
  endsOn: string
  budget: string
  otherCosts: string
}

export const emptyCampaign = (): CampaignForm => ({
  name: '',
  description: '',
  aim: campaignAims[0]!.code,
  goal: '',
  startsOn: '',
  endsOn: '',
  budget: '',
  otherCosts: ''
})

export const formOf = (campaign: Campaign): CampaignForm => ({
  name: campaign.name,
  description: campaign.description,
  aim: campaign.aim,
  goal: String(campaign.goal),
  startsOn: campaign.startsOn,
  endsOn: campaign.endsOn,
  budget: String(campaign.budget),
  otherCosts: String(campaign.otherCosts)
})

/** A whole number as people write it: "12 500", "12.500", "12,500"; NaN for anything else. */
export const wholeNumber = (text: string): number => {
  const plain = text.trim().replace(/(\d)[\s.,  ](?=\d{3}(\D|$))/g, '$1')
  return /^\d{1,10}$/.test(plain) ? Number(plain) : NaN
}

const amount = (text: string) => (text.trim() === '' ? 0 : wholeNumber(text))

const texts = ['name', 'description'] as const
const amounts = ['goal', 'budget', 'otherCosts'] as const

/** What was changed, as the server takes it. */
export function changesToSend(changes: Partial<CampaignForm>): Partial<Input<typeof createCampaign>['body']> {
  const { aim, startsOn, endsOn } = changes
  const written = <T>(names: readonly (keyof CampaignForm)[], write: (text: string) => T) =>
    Object.fromEntries(names.flatMap((name) => (changes[name] === undefined ? [] : [[name, write(changes[name])]])))
  return {
    ...(aim && { aim }),
    ...(startsOn && { startsOn }),
    ...(endsOn && { endsOn }),
    ...written(texts, (text) => text.trim()),
    ...written(amounts, amount)
  }
}

/** The whole form, as the server takes it. */
export const toCampaign = (form: CampaignForm) => changesToSend(form) as Input<typeof createCampaign>['body']

/** What is missing, said beside each field. */
export function useCampaignCheck() {
  const { t } = useTexts()
  return ({ name, goal, startsOn, endsOn, budget, otherCosts }: CampaignForm): Messages => ({
    name: name.trim() ? undefined : t('campaigns.form.nameMissing'),
    goal: wholeNumber(goal) >= 1 ? undefined : t('campaigns.form.goalMissing'),
    startsOn: startsOn ? undefined : t('campaigns.form.firstDayMissing'),
    endsOn: !endsOn
      ? t('campaigns.form.lastDayMissing')
      : endsOn < startsOn
        ? t('campaigns.form.endsBefore')
        : undefined,
    budget: Number.isNaN(amount(budget)) ? t('campaigns.form.numberWrong') : undefined,
    otherCosts: Number.isNaN(amount(otherCosts)) ? t('campaigns.form.numberWrong') : undefined
  })
}
