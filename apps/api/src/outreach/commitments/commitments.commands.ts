import type { Commitment, CommitmentText, Input, updateCommitment as updateEndpoint } from '@ponte/schema'
import { asSystem } from '../../db/elevate.ts'
import { classKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { findDecision } from '../../governance/decisions/decisions.queries.ts'
import { fieldError, problems } from '../../problems.ts'
import type { Services } from '../../services.ts'
import { roundWithKey, THRESHOLD } from '../../statistics/disclosure/disclosure.rules.ts'
import { publications, type Staff } from '../publications.commands.ts'
import * as queries from './commitments.queries.ts'

type Body = Input<typeof updateEndpoint>['body']

/** A text as it is kept. One of spaces alone says nothing. */
function tidyText({ said, done }: CommitmentText, language: 'pt' | 'en'): CommitmentText {
  const errors = Object.entries({ said, done }).flatMap(([name, text]) =>
    text.trim() ? [] : [fieldError(`/${language}/${name}`, 'required', 'Write this text.')]
  )
  if (errors.length) throw problems.invalid(errors)
  return { said: said.trim(), done: done.trim() }
}

/** What was typed, as it is kept. */
export const tidy = <B extends Body>({ pt, en, ...rest }: B) => ({
  ...rest,
  ...(pt ? { pt: tidyText(pt, 'pt') } : {}),
  ...(en ? { en: tidyText(en, 'en') } : {})
})

/** Refuses a commitment that comes from nowhere, or from a decision that there is not. */
export async function checkSources(db: Db, { topic, decisionId }: Pick<Commitment, 'topic' | 'decisionId'>) {
  if (!topic && !decisionId)
    throw problems.invalid([fieldError('/topic', 'required', 'Say which questions or which decision it comes from.')])
  if (decisionId && !(await findDecision(db, decisionId)))
    throw problems.invalid([fieldError('/decisionId', 'unknown', 'There is no such decision.')])
}

/** How many asked, as it may be shown: like every figure of people, rounded, and nothing below the threshold. */
async function countQuestions(db: Db, services: Services, actor: Staff, topic: string): Promise<number | null> {
  const since = new Date(services.now())
  since.setUTCFullYear(since.getUTCFullYear() - 1)
  const count = await asSystem(db, actor, 'commitment-questions', () => queries.countClosed(db, topic, since))
  return count < THRESHOLD ? null : roundWithKey(classKey(services.keys, 'disclosure'), `commitment ${topic}`, count)
}

/** “You said, we did”: written by one person and published by another. */
export const commitments = publications<queries.CommitmentContent & { questions?: number | null }, Commitment>({
  noun: 'commitment',
  insert: async (db, content, writtenBy, now) => {
    await checkSources(db, content)
    return queries.insertCommitment(db, content, writtenBy, now)
  },
  lock: queries.lockCommitment,
  update: async (db, id, version, changes) => {
    const now = await queries.lockCommitment(db, id)
    const sources = { ...now, ...changes } as Pick<Commitment, 'topic' | 'decisionId'>
    await checkSources(db, sources)
    return queries.updateCommitment(db, id, version, changes)
  },
  view: queries.viewCommitment,
  beforePublishing: async (db, services, actor, id) => {
    const { topic, decisionId } = (await queries.lockCommitment(db, id))!
    const decision = decisionId ? await findDecision(db, decisionId) : null
    if (decision && !decision.isFrozen)
      throw problems.conflict('The minutes that hold this decision are not approved yet.')
    return { questions: topic ? await countQuestions(db, services, actor, topic) : null }
  }
})
