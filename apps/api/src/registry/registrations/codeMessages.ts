import type { InterfaceLanguage } from '@ponte/schema'
import type { Db } from '../../db/transaction.ts'
import { queueMessage, type Message } from '../../platform/messages/messages.queries.ts'
import { countUse, readUse } from '../../platform/sessions/counters.queries.ts'
import { problems } from '../../problems.ts'
import type { Services } from '../../services.ts'
import type { NormalisedContact } from '../registrants/contacts.rules.ts'
import { CODE_LIFE_MINUTES } from './codes.queries.ts'

/** No SMS names the person or says that they are registered: phones are shared and read by others. */
function wordsFor(name: string, code: string, language: InterfaceLanguage, channel: Message['channel']) {
  const pt = language === 'pt'
  const short = pt
    ? `${name}: o código é ${code}. Não o dê a ninguém. É gratuito.`
    : `${name}: the code is ${code}. Give it to nobody. It is free.`
  if (channel === 'sms') return { subject: '', text: short }
  return pt
    ? {
        subject: `${name}: código ${code}`,
        text: `O código é ${code}.\n\nServe durante ${CODE_LIFE_MINUTES} minutos. Não o dê a ninguém. Ninguém pode cobrar por ele: é gratuito.\n\nSe não o pediu, ignore esta mensagem.`
      }
    : {
        subject: `${name}: code ${code}`,
        text: `The code is ${code}.\n\nIt is good for ${CODE_LIFE_MINUTES} minutes. Give it to nobody. Nobody may charge for it: it is free.\n\nIf you did not ask for it, ignore this message.`
      }
}

/** SMS costs money and is farmed: caps a day over all, per country of the number and per post, and a list of countries. */
async function limitSms(
  db: Db,
  { config, now }: Services,
  { phoneCountry }: NormalisedContact,
  isSent: boolean,
  postId: string | undefined
) {
  const { smsPerDay, smsPerPrefixPerDay, smsPerPostPerDay } = config.limits
  if (config.smsCountries && (!phoneCountry || !config.smsCountries.includes(phoneCountry)))
    throw problems.tooManyCodes()
  // What is not sent is refused alike, but uses nothing up: else asking for strangers' numbers would silence everybody.
  const use = async (name: string) =>
    isSent ? countUse(db, name, 86_400, now()) : (await readUse(db, name, 86_400, now())) + 1
  if ((await use('sms')) > smsPerDay) throw problems.tooManyCodes()
  if ((await use(`sms ${phoneCountry ?? '?'}`)) > smsPerPrefixPerDay) throw problems.tooManyCodes()
  if (postId && (await use(`sms ${postId}`)) > smsPerPostPerDay) throw problems.tooManyCodes()
}

/** Queues a code to a contact. `void` costs the same and sends nothing. */
export async function queueCode(
  db: Db,
  services: Services,
  contact: NormalisedContact,
  code: string,
  language: InterfaceLanguage,
  { state = 'queued', postId }: { state?: 'queued' | 'void'; postId?: string } = {}
) {
  const channel = contact.kind === 'phone' ? 'sms' : 'email'
  if (channel === 'sms') await limitSms(db, services, contact, state === 'queued', postId)
  const words = wordsFor(services.config.name, code, language, channel)
  await queueMessage(db, services, { channel, kind: 'code', to: contact.value, ...words }, state)
}
