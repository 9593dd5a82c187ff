import type { AlertState } from '@ponte/schema'

/** Which act leads where. What is not here is refused. */
const moves: Record<string, Partial<Record<AlertState, AlertState>>> = {
  declare: { proposed: 'declared' },
  drop: { proposed: 'dropped' },
  end: { declared: 'ended' }
}
export type AlertAct = 'declare' | 'drop' | 'end'

/** The state after an act; undefined where it cannot be done. */
export const stateAfter = (act: AlertAct, state: AlertState): AlertState | undefined => moves[act]?.[state]

/** Two people declare an emergency: never who proposed it. */
export const mayDeclare = (staffId: string, { proposedBy }: { proposedBy: string }): boolean => staffId !== proposedBy

interface Words {
  subject: string
  text: string
}

/** The words in the language of the person; in Portuguese where there are no others. */
export const wordsFor = ({ pt, en }: { pt: Words; en: Words | null }, language: string) =>
  language === 'eng' && en ? { language: 'en' as const, ...en } : { language: 'pt' as const, ...pt }

/**
 * The text of an SMS: what it is about, and where one answers. It names nobody, and does not say that anybody is registered;
 * the phone may be read by others.
 */
export const smsOf = (product: string, { subject }: Words, address: string): string =>
  `${product}: ${subject} ${address}`

const why = {
  pt: 'Estou bem, ou preciso de ajuda — responda aqui, sem palavra-passe',
  en: 'I am well, or I need help — answer here, without a password'
}
const foot = {
  pt: 'Duas pessoas do serviço declararam esta emergência. Quem vive na zona recebe esta mensagem; não é preciso pagar nada.',
  en: 'Two members of staff declared this emergency. Whoever lives in the area gets this message; there is nothing to pay.'
}

/** The text of a mail: what happened, where one answers with one tap, and why it came. */
export const mailOf = ({ language, text }: Words & { language: 'pt' | 'en' }, address: string): string =>
  `${text.trim()}\n\n${why[language]}:\n${address}\n\n-- \n${foot[language]}\n`
