import type { Answer, AnswerText, Input, updateAnswer as updateEndpoint } from '@ponte/schema'
import { fieldError, problems } from '../../problems.ts'
import { publications } from '../publications.commands.ts'
import * as queries from './answers.queries.ts'

/** A text as it is kept. An answer of spaces alone says nothing. */
function tidyText({ question, answer }: AnswerText, language: 'pt' | 'en'): AnswerText {
  if (!answer.trim()) throw problems.invalid([fieldError(`/${language}/answer`, 'required', 'Write the answer.')])
  return { question: question.trim(), answer: answer.trim() }
}

/** What was typed, as it is kept. */
export const tidy = ({ topic, pt, en }: Input<typeof updateEndpoint>['body']): Partial<queries.AnswerContent> => ({
  ...(topic ? { topic } : {}),
  ...(pt ? { pt: tidyText(pt, 'pt') } : {}),
  ...(en === undefined ? {} : { en: en && tidyText(en, 'en') })
})

/** Public answers, written by one person and published by another. */
export const answers = publications<queries.AnswerContent, Answer>({
  noun: 'answer',
  insert: queries.insertAnswer,
  lock: queries.lockAnswer,
  update: queries.updateAnswer,
  view: queries.viewAnswer
})
