import type { InterfaceLanguage, Mailing, MailingPurpose, MailingState } from '@ponte/schema'

/** Which act leads where. What is not here is refused. */
const moves: Record<string, Partial<Record<MailingState, MailingState>>> = {
  propose: { draft: 'proposed' },
  revise: { proposed: 'draft' },
  approve: { proposed: 'sending' },
  stop: { sending: 'stopped' },
  resendUnknown: { sending: 'sending', finished: 'sending' }
}

/** The state after an act; undefined where it cannot be done. */
export const stateAfter = (act: string, state: MailingState): MailingState | undefined => moves[act]?.[state]

/** The text in the language of the person; in Portuguese where there is no other. */
export const contentFor = (mailing: Pick<Mailing, 'pt' | 'en'>, language: string) =>
  language === 'eng' && mailing.en
    ? { language: 'en' as const, ...mailing.en }
    : { language: 'pt' as const, ...mailing.pt }

const why: Record<InterfaceLanguage, Record<MailingPurpose, string>> = {
  pt: {
    news: 'notícias e convites',
    research: 'inquéritos e estudos',
    matching: 'oportunidades de trabalho e competências',
    investment: 'contactos sobre investimento'
  },
  en: {
    news: 'news and invitations',
    research: 'surveys and research',
    matching: 'skills and job matching',
    investment: 'contacts about investment'
  }
}

/** The whole text of a message: what was written, why it came, and the way out. No name stands in it. */
export function bodyOf(
  { language, text }: { language: InterfaceLanguage; text: string },
  purpose: MailingPurpose,
  leaveAddress: string,
  product: string
): string {
  const foot =
    language === 'pt'
      ? `Recebe esta mensagem porque autorizou «${why.pt[purpose]}» em ${product}. É gratuito; ninguém lhe pode pedir dinheiro.\nDeixar de receber: ${leaveAddress}`
      : `You get this message because you agreed to “${why.en[purpose]}” in ${product}. It is free; nobody may ask you for money.\nStop receiving: ${leaveAddress}`
  return `${text.trim()}\n\n-- \n${foot}\n`
}

/** What to do after a failed try to hand a message over. */
export type Failure = 'retry' | 'failed' | 'unknown'

/**
 * At most once ("Delivery rule"): tried again only where it is certain that the message did not leave. An answer of the server
 * says so, and so does a break before the first byte of the text went; after that nobody knows.
 */
export function failureOf({ responseCode, mayHaveLeft }: { responseCode?: number; mayHaveLeft?: boolean }): Failure {
  if (responseCode !== undefined) return responseCode >= 500 ? 'failed' : 'retry'
  return mayHaveLeft === false ? 'retry' : 'unknown'
}

/** Seconds until the next try: 30, 60, 120, … up to an hour. */
export const pauseSeconds = (attempts: number): number => Math.min(3600, 30 * 2 ** Math.max(0, attempts - 1))
export const TRIES_MAX = 10
