import type { AlertBoard, AlertState } from '@ponte/schema'

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

/** Anybody may help to declare an emergency; only its own post, or communications, calls it off. */
export const mayCallOff = (ownPost: string | null, alertPost: string | null): boolean =>
  ownPost === null || alertPost === null || ownPost === alertPost

/** Where people live, and the post that serves them where only its people are meant. */
export interface AlertPlace {
  country: string
  area?: string | null | undefined
  city?: string | null | undefined
  postId?: string | null | undefined
}

/**
 * A place in one form, however its city is typed: the noise of the disclosure rule hangs on it, and thirty spellings with a
 * noise each would average to the truth. The database compares cities in the same way.
 */
export function nameOf({ country, area, city, postId }: AlertPlace): string {
  const folded = city
    ?.trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
  return `alert ${country} ${area ?? ''} ${folded ?? ''} ${postId ?? ''}`
}

/** The true counts of an alert. */
export type Counts = { [name in Exclude<keyof AlertBoard, 'at' | 'exact'>]: number }

/**
 * The board as somebody sees it. Officers of the own post see these people by name; for everybody else the disclosure rule
 * holds. Who asks for help is told to all who may read the alert: it is for them that it was declared.
 */
export function controlBoard(
  counts: Counts,
  { isOwn, show }: { isOwn: boolean; show: (name: string, count: number) => number | null }
): Omit<AlertBoard, 'at'> {
  if (isOwn) return { ...counts, exact: true }
  const { people, safe, help, handled, silent, unreachable, waiting } = counts
  return {
    people: show('people', people),
    safe: show('safe', safe),
    help,
    handled,
    silent: show('silent', silent),
    unreachable: show('unreachable', unreachable),
    waiting: waiting === 0 ? 0 : show('waiting', waiting),
    exact: false
  }
}

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
