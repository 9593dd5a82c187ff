import { createChargeReport, type ChargeReportCreate } from '@ponte/schema'
import { ref } from 'vue'
import { useTexts } from '../../i18n'
import { call, newKey } from '../../client'
import { useForm } from '../../composables/useForm'
import { useRefusals } from '../registration/refusals'

/** What is typed stays in this page and nowhere else: the phone may be another's tomorrow. */
const empty = () => ({
  text: '',
  country: '',
  city: '',
  asker: '' as ChargeReportCreate['asker'] | '',
  amount: '',
  reach: 'no' as 'no' | 'yes',
  contact: '',
  website: ''
})
type Answers = ReturnType<typeof empty>

const toBody = ({ text, country, city, asker, amount, reach, contact, website }: Answers): ChargeReportCreate => ({
  text: text.trim(),
  country,
  city: city.trim() || null,
  asker: asker as ChargeReportCreate['asker'],
  amount: amount.trim() || null,
  contact: reach === 'yes' ? contact.trim() : null,
  website
})

/** The report that somebody writes, and the number that they get for it. */
export function useChargeReport() {
  const { t } = useTexts()
  const { ofField, ofRequest } = useRefusals()
  const number = ref<string>()
  /** A report that went out without an answer is sent again under its key, so that it is not there twice. */
  let sent = { body: '', key: '' }

  const form = useForm<Answers>(empty(), {
    check: ({ text, country, asker, reach, contact }) => ({
      text: text.trim() ? undefined : t('report.faults.text'),
      country: country ? undefined : t('report.faults.country'),
      asker: asker ? undefined : t('report.faults.asker'),
      contact: reach === 'yes' && !contact.trim() ? t('report.faults.contact') : undefined
    }),
    message: ofField,
    general: ofRequest
  })

  async function send(answers: Answers) {
    const body = toBody(answers)
    const json = JSON.stringify(body)
    if (sent.body !== json) sent = { body: json, key: newKey() }
    const answer = await call(createChargeReport, { body }, { idempotencyKey: sent.key })
    number.value = answer.number
  }
  async function submit() {
    if (!(await form.submit(send))) return
    sent = { body: '', key: '' }
    Object.assign(form.values, empty())
  }
  return { form, number, submit }
}
