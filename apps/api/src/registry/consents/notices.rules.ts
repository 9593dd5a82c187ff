import crypto from 'node:crypto'
import { NOTICE_VERSION, notices, type InterfaceLanguage, type Purpose } from '@ponte/schema'
import type { Config } from '../../config.ts'

type NoticeSettings = Pick<Config, 'legal' | 'institution'>

export interface NoticeText {
  title: string
  paragraphs: string[]
}

const last: Record<InterfaceLanguage, (settings: NoticeSettings) => string> = {
  pt: ({ legal, institution }) =>
    `Quem guarda os dados: ${institution}. Porque pode: ${legal.basis.pt}. Queixas: ${legal.complaints.pt}.`,
  en: ({ legal, institution }) =>
    `Who keeps the data: ${institution}. Why it may: ${legal.basis.en}. Complaints: ${legal.complaints.en}.`
}

/** The text of a purpose as this deployment shows it: that of the registry ends with who, why by law, and where to complain. */
export function noticeText(settings: NoticeSettings, purpose: Purpose, language: InterfaceLanguage): NoticeText {
  const { title, paragraphs } = notices[purpose][language]
  return { title, paragraphs: purpose === 'core' ? [...paragraphs, last[language](settings)] : paragraphs }
}

const sha256 = (text: string): Buffer => crypto.hash('sha256', text, 'buffer')

/** What follows from the settings of a deployment, worked out once for each question. */
function onceFor<T>(work: (settings: NoticeSettings, ...question: string[]) => T) {
  const known = new WeakMap<NoticeSettings, Map<string, T>>()
  return (settings: NoticeSettings, ...question: string[]): T => {
    const answers = known.get(settings) ?? new Map<string, T>()
    known.set(settings, answers)
    const key = question.join()
    const answer = answers.get(key) ?? work(settings, ...question)
    answers.set(key, answer)
    return answer
  }
}

/** Hash of the text that the person was shown, so that nobody can change it afterwards unseen. */
export const noticeHash: (settings: NoticeSettings, purpose: Purpose, language: InterfaceLanguage) => Buffer = onceFor(
  (settings, purpose, language) =>
    sha256(JSON.stringify(noticeText(settings, purpose as Purpose, language as InterfaceLanguage)))
)

/** The version in force. It changes with what a deployment sets too: consent is given to the words that were shown. */
export const noticeVersion: (settings: NoticeSettings) => string = onceFor(
  (settings) =>
    `${NOTICE_VERSION}.${sha256(last.pt(settings) + last.en(settings))
      .toString('hex')
      .slice(0, 6)}`
)
