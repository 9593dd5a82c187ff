import type { Db } from '../../db/transaction.ts'
import { queueMessage } from '../../platform/messages/messages.queries.ts'
import type { Services } from '../../services.ts'

/** Both languages in one message: who reads it may not be who registered. No name, and no word on being registered. */
const texts = {
  'contact-changed':
    'um contacto foi mudado. Se não foi você, fale com o consulado. / A contact was changed. If it was not you, talk to the consulate.',
  'of-age':
    'um registo pode passar agora para a própria pessoa. Entre com um código, ou fale com o consulado, dentro de um ano. / A record can now pass to the person. Sign in by code, or talk to the consulate, within a year.',
  unclaimed:
    'um registo que ninguém assumiu dentro de um ano foi apagado. Pode fazer outro, é gratuito. / A record that nobody took over within a year was erased. You can make another, it is free.',
  'question-answered':
    'há uma resposta para si. Entre com um código para a ler. / There is an answer for you. Sign in by code to read it.',
  'programme-invited':
    'tem um convite no seu registo. Entre com um código para o ler. / There is an invitation in your record. Sign in by code to read it.',
  'programme-answered':
    'há novidades sobre uma oportunidade. Entre com um código para as ler. / There is news on an opportunity. Sign in by code to read it.',
  'outcome-asked':
    'há uma pergunta curta no seu registo. Entre com um código para responder. / There is a short question in your record. Sign in by code to answer.',
  erased:
    'o que foi pedido está feito. Se não foi você que pediu, fale com o consulado. / What was asked for is done. If it was not you who asked, talk to the consulate.'
} as const

/** Tells somebody on their contact what was done in their name. */
export const queueNotice = (
  db: Db,
  services: Services,
  contact: { kind: 'phone' | 'email'; value: string },
  kind: keyof typeof texts
) =>
  queueMessage(db, services, {
    channel: contact.kind === 'phone' ? 'sms' : 'email',
    kind: 'notice',
    to: contact.value,
    subject: services.config.name,
    text: `${services.config.name}: ${texts[kind]}`
  })
