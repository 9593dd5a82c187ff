import crypto from 'node:crypto'
import { formatReference, type InterfaceLanguage, type Registration, type RegistrationCreate } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { createSecret, secretHash } from '../../db/sealing.ts'
import { DatabaseLostError, type Db } from '../../db/transaction.ts'
import { getPostFor } from '../../platform/posts/posts.queries.ts'
import { limitAddress } from '../../platform/sessions/addresses.limits.ts'
import { limitUse } from '../../platform/sessions/counters.queries.ts'
import { insertSession, type SessionGrant } from '../../platform/sessions/sessions.queries.ts'
import { Problem, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { together } from '../../together.ts'
import { limitHelperTries } from '../helpers/helpers.limits.ts'
import { useHelperCode } from '../helpers/helpers.queries.ts'
import { contactIndex, deleteContacts, findContact, insertContact } from '../registrants/contacts.queries.ts'
import { maskContact, normaliseContact, type NormalisedContact } from '../registrants/contacts.rules.ts'
import { confirmByContact } from '../registrants/confirm.commands.ts'
import {
  checkSubmission,
  contactError,
  insertRegistrant,
  retryOnReferenceClash,
  waitsForOfficer
} from '../registrants/entry.commands.ts'
import { resendPauseSeconds } from '../registrants/person.rules.ts'
import { findRegistrantKey } from '../registrants/registrantKeys.queries.ts'
import { createReference, findRegistrantRow, type RegistrantRecord } from '../registrants/registrants.queries.ts'
import { queueCode } from './codeMessages.ts'
import { checkCode, createCode, insertCode, limitCodes, markCodeUsed } from './codes.queries.ts'
import { isSolved } from './proof.rules.ts'
import { findAttempt, insertAttempt, noteSend } from './registrations.queries.ts'

/** A bot filled in the field that people do not see: it gets an answer like any other, and nothing is kept. */
const decoy = (services: Services): Registration => ({
  id: createId(),
  token: createSecret(),
  next: 'code',
  sentTo: '•••',
  resendAfterSeconds: services.config.limits.resendSeconds,
  reference: null,
  postName: null
})

/** The proof, if it is one. */
function solvedProof({ keys, now }: Services, { proof }: RegistrationCreate) {
  if (!proof || !isSolved(keys, proof, now())) throw problems.proofNeeded()
  return proof
}

type Proof = NonNullable<RegistrationCreate['proof']>

async function spendProof(db: Db, services: Services, proof: Proof) {
  // Each challenge buys one registration. The counter outlives the challenge.
  await limitUse(db, `proof ${proof.challenge.slice(-60)}`, 4 * 3600, 1, services.now()).catch((error: unknown) => {
    // What the database refuses, when it is full or goes away, is not the fault of who registers.
    throw error instanceof Problem ? problems.proofNeeded() : error
  })
}

interface Submission {
  id: string
  body: RegistrationCreate
  /** Solved, and not yet known to be unused; null where a helper's code stands for it. */
  proof: Proof | null
  contact: NormalisedContact | null
  facts: RequestFacts
  idempotent: IdempotentRequest | null
}

function insertOnce(db: Db, services: Services, submission: Submission) {
  const { country, area } = submission.body.person
  // Asked together with the taking of the key: it changes nothing where the key is taken.
  const post = getPostFor(db, country, area ?? null)
  return once<Registration>(db, services.keys, submission.idempotent, async (keepAs) =>
    insertRegistration(db, services, submission, await post, keepAs)
  )
}

const registerAlone = (services: Services, submission: Submission): Promise<Registration> =>
  retryOnReferenceClash(() =>
    transaction(services, system('registration'), (db) => insertOnce(db, services, submission))
  )

/**
 * Those who can share a transaction. A helper's code is counted by reading and writing; of two equal requests the second waits
 * for the first; and who sends no key is a step ahead of the others, so that two transactions could wait for each other.
 */
function sharers(submissions: Submission[]): Submission[] {
  const keys = new Set<string>()
  return submissions.filter(({ body, idempotent }) => {
    if (!idempotent || body.helperCode) return false
    const key = idempotent.keyHash.toString('hex')
    return !keys.has(key) && !!keys.add(key)
  })
}

/** All of them in one transaction, or nothing: then those who were refused, as far as that is known. */
async function insertTogether(services: Services, shared: Submission[]) {
  const refused = new Set<Submission>()
  const insert = (db: Db, one: Submission) =>
    insertOnce(db, services, one).catch((error: unknown) => {
      if (error instanceof Problem) refused.add(one)
      throw error
    })
  try {
    const answers = await retryOnReferenceClash(() =>
      transaction(services, system('registration'), (db) => Promise.all(shared.map((one) => insert(db, one))))
    )
    return { answers: new Map(shared.map((one, n) => [one, answers[n]!])), refused }
  } catch (error) {
    if (error instanceof DatabaseLostError) throw error
    return { answers: null, refused }
  }
}

const TRIES_TOGETHER = 3

/**
 * Several people in one transaction: its end, which is what takes longest, is waited for once. Where one of them is refused
 * nothing was written: the others share another one, and whoever is left is tried alone, so that nobody has another's refusal.
 */
async function registerTogether(services: Services, submissions: Submission[]): Promise<Promise<Registration>[]> {
  let shared = sharers(submissions)
  for (let tries = 0; tries < TRIES_TOGETHER && shared.length > 1; tries++) {
    const { answers, refused } = await insertTogether(services, shared)
    if (answers) return submissions.map(async (one) => answers.get(one) ?? registerAlone(services, one))
    if (refused.size === 0) break
    shared = shared.filter((one) => !refused.has(one))
  }
  return submissions.map((one) => registerAlone(services, one))
}

const LANES = 2
const MOST_TOGETHER = 64
const PROOFS_REMEMBERED = 10_000

/** Proofs that this process saw lately: who comes with one of them is most likely refused, and would undo the others' work. */
function createProofMemory() {
  const seen = new Set<string>()
  return ({ challenge }: Proof): boolean => {
    const before = seen.delete(challenge)
    seen.add(challenge)
    if (seen.size > PROOFS_REMEMBERED) seen.delete(seen.values().next().value!)
    return before
  }
}

/** Registers people. The answer is the same for a known and an unknown contact. */
export function createRegister(services: Services) {
  const registerWithOthers = together((submissions: Submission[]) => registerTogether(services, submissions), {
    lanes: LANES,
    most: MOST_TOGETHER
  })
  const wasSeen = createProofMemory()
  return async (
    body: RegistrationCreate,
    facts: RequestFacts,
    idempotent: IdempotentRequest | null
  ): Promise<Registration> => {
    if (body.website) return decoy(services)
    const contact = checkSubmission(services, body)
    limitAddress(services, 'register', facts, 3600, services.config.limits.registrationsPerAddressPerHour)
    if (body.helperCode) limitHelperTries(services, facts)
    // What costs nothing to find out does not spoil the others' transaction.
    const proof = body.helperCode ? null : solvedProof(services, body)
    const submission = { id: createId(services.now().getTime()), body, proof, contact, facts, idempotent }
    return proof && wasSeen(proof) ? registerAlone(services, submission) : registerWithOthers(submission)
  }
}

/** A helper's code stands for the person, and no code is sent; a relation that nobody has checked goes to the post. */
function nextAfter(
  body: RegistrationCreate,
  contact: NormalisedContact | null,
  isHelped: boolean
): Registration['next'] {
  if (isHelped) return waitsForOfficer(body) ? 'post' : 'done'
  return contact ? 'code' : 'post'
}

/**
 * All that is written of a registration, and the answer to it, said in one turn but for the limits of SMS: what is refused undoes
 * the rest.
 */
async function insertRegistration(
  db: Db,
  services: Services,
  { id, body, proof, contact, facts }: Submission,
  post: { id: string; name: string },
  keepAs: (answer: Registration) => Promise<void>
): Promise<Registration> {
  const { keys, config } = services
  const now = services.now()
  const helper = body.helperCode ? await useHelperCode(db, keys, body.helperCode, now) : null
  if (body.helperCode && !helper) throw problems.helperCode()
  const actor: Actor = helper ? { kind: 'helper', id: helper.id, subjectId: id } : { kind: 'registrant', id }
  const confirmedBy = helper ? 'helper' : null
  const token = createSecret()
  const next = nextAfter(body, contact, !!helper)
  const reference = createReference()
  const answer: Registration = {
    id,
    token,
    next,
    sentTo: next === 'code' ? maskContact(contact!) : null,
    resendAfterSeconds: config.limits.resendSeconds,
    reference: next === 'code' ? null : formatReference(reference),
    postName: next === 'code' ? null : post.name
  }
  await Promise.all([
    proof && spendProof(db, services, proof),
    // Earlier codes are counted before this one is written.
    next === 'code' && sendCode(db, services, { id, postId: post.id }, contact!, body.notice.language, facts),
    insertRegistrant(db, services, actor, facts, {
      id,
      reference,
      body,
      contact,
      channel: helper ? 'helper' : 'web',
      confirmedBy,
      helperId: helper?.id ?? null,
      postId: post.id
    }),
    // A helper reads nothing back and changes nothing later: for them the token opens nothing.
    !helper &&
      insertAttempt(db, {
        registrantId: id,
        tokenHash: secretHash(keys, 'registration', token),
        isSent: next === 'code',
        now
      }),
    keepAs(answer)
  ])
  return answer
}

async function sendCode(
  db: Db,
  services: Services,
  { id, postId }: { id: string; postId: string },
  contact: NormalisedContact,
  language: InterfaceLanguage,
  facts: RequestFacts
) {
  const now = services.now()
  const index = contactIndex(services.keys, contact)
  const code = createCode()
  await Promise.all([
    // Said first: it counts the codes that were made before.
    limitCodes(db, services, index, facts),
    insertCode(db, services.keys, code, { purpose: 'registration', challengeId: id, contactIndex: index }, now),
    queueCode(db, services, contact, code, language, { postId })
  ])
}

/** Opens a registration for the browser that holds its token, or answers like for one that does not exist. */
async function openAttempt(db: Db, services: Services, id: string, token: string) {
  const attempt = await findAttempt(db, id)
  const hash = secretHash(services.keys, 'registration', token)
  const row =
    attempt && crypto.timingSafeEqual(attempt.tokenHash, hash)
      ? await findRegistrantRow(db, undefined, id, { lock: true })
      : null
  if (!attempt || !row) throw problems.notFound()
  return { attempt, row }
}

const languageOf = (row: RegistrantRecord): InterfaceLanguage => (row.language === 'eng' ? 'en' : 'pt')

async function describe(
  db: Db,
  services: Services,
  row: RegistrantRecord,
  token: string,
  resendAfterSeconds: number
): Promise<Registration> {
  const key = await findRegistrantKey(db, services.keys, row.id)
  const contact = key ? await findContact(db, key, row.id) : null
  const done = row.status === 'confirmed' || contact?.verifiedAt
  const post = await getPostFor(db, row.country, row.area)
  return {
    id: row.id,
    token,
    next: done ? (row.status === 'confirmed' ? 'done' : 'post') : contact ? 'code' : 'post',
    sentTo: !done && contact ? maskContact(contact) : null,
    resendAfterSeconds,
    reference: done || !contact ? formatReference(row.reference) : null,
    postName: done || !contact ? post.name : null
  }
}

/** A phone whose line was cut sends the same code again. Later it opens nothing more: the phone may be another's by then. */
const REPEATABLE_SECONDS = 120

/** Confirms with the code, and begins the person's session. Repeating it with the same code answers the same. */
export async function confirm(
  services: Services,
  id: string,
  { token, code }: { token: string; code: string },
  facts: RequestFacts
): Promise<{ registration: Registration; grant: SessionGrant }> {
  const outcome = await transaction(services, system('confirmation'), async (db) => {
    const { row } = await openAttempt(db, services, id, token)
    const now = services.now()
    const check = await checkCode(db, services.keys, 'registration', id, code, now, {
      repeatableSeconds: REPEATABLE_SECONDS
    })
    if (check.outcome !== 'good') return check
    const key = (await findRegistrantKey(db, services.keys, id))!
    const contact = (await findContact(db, key, id))!
    if (!contactIndex(services.keys, contact).equals(check.contactIndex)) return { outcome: 'wrong' as const }
    await markCodeUsed(db, check.codeId, now)
    await confirmByContact(db, row, contact.kind, now, facts)
    const fresh = (await findRegistrantRow(db, undefined, id))!
    const grant = await insertSession(db, services.keys, now, 'registrant', id)
    return { outcome: 'good' as const, registration: await describe(db, services, fresh, token, 0), grant }
  })
  if (outcome.outcome === 'spent') throw problems.codeSpent()
  if (outcome.outcome === 'wrong') throw problems.wrongCode()
  return outcome
}

/** Sends another code, after a pause that doubles. */
export function resend(services: Services, id: string, token: string, facts: RequestFacts): Promise<Registration> {
  return transaction(services, system('registration'), async (db) => {
    const { attempt, row } = await openAttempt(db, services, id, token)
    if (row.status === 'confirmed') throw problems.conflict('This registration is confirmed already.')
    const { resendSeconds } = services.config.limits
    const waited = (services.now().getTime() - (attempt.lastSentAt?.getTime() ?? 0)) / 1000
    const pause = attempt.sends === 0 ? 0 : resendPauseSeconds(attempt.sends, resendSeconds)
    if (waited < pause) throw problems.tooMany(Math.ceil(pause - waited))
    const key = (await findRegistrantKey(db, services.keys, id))!
    const contact = await findContact(db, key, id)
    if (!contact) throw problems.notFound()
    const normalised = normaliseContact(contact, row.country) ?? { ...contact, phoneCountry: null }
    await sendCode(db, services, row, normalised, languageOf(row), facts)
    await noteSend(db, id, attempt.sends + 1, services.now())
    return describe(db, services, row, token, resendPauseSeconds(attempt.sends + 1, resendSeconds))
  })
}

/** Corrects a mistyped contact before it is confirmed. Codes that went to the old one no longer count. */
export function mendContact(
  services: Services,
  id: string,
  token: string,
  address: { kind: 'phone' | 'email'; value: string },
  facts: RequestFacts
): Promise<Registration> {
  return transaction(services, system('registration'), async (db) => {
    const { attempt, row } = await openAttempt(db, services, id, token)
    if (row.status === 'confirmed') throw problems.conflict('This registration is confirmed already.')
    const contact = normaliseContact(address, row.country)
    if (!contact) throw problems.invalid([contactError(address.kind)])
    const key = (await findRegistrantKey(db, services.keys, id))!
    const before = await findContact(db, key, id)
    if (before?.verifiedAt) throw problems.conflict('This contact is confirmed already.')
    const { resendSeconds } = services.config.limits
    const pause = attempt.sends < 2 ? 0 : resendPauseSeconds(attempt.sends, resendSeconds)
    const waited = (services.now().getTime() - (attempt.lastSentAt?.getTime() ?? 0)) / 1000
    if (waited < pause) throw problems.tooMany(Math.ceil(pause - waited))
    await deleteContacts(db, id)
    await insertContact(db, services.keys, key, id, contact, {
      ownership: before?.ownership ?? null,
      whatsapp: before?.whatsapp ?? false
    })
    await writeEvent(db, 'registrant.changed', id)
    await writeAudit(
      db,
      { kind: 'registrant', id },
      {
        action: 'registrant.contactChanged',
        subjectId: id,
        postId: row.postId,
        fields: ['contact'],
        requestId: facts.requestId
      }
    )
    await sendCode(db, services, row, contact, languageOf(row), facts)
    await noteSend(db, id, attempt.sends + 1, services.now())
    return describe(db, services, row, token, resendPauseSeconds(attempt.sends + 1, resendSeconds))
  })
}
