import { parseReference, type ContactAddress, type InterfaceLanguage } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { writeAudit } from '../../db/records.ts'
import { limitAddress } from '../../platform/sessions/addresses.limits.ts'
import { countUse, readUse } from '../../platform/sessions/counters.queries.ts'
import { insertSession, type SessionGrant } from '../../platform/sessions/sessions.queries.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { contactIndex } from '../registrants/contacts.queries.ts'
import { confirmByContact } from '../registrants/confirm.commands.ts'
import { normaliseContact } from '../registrants/contacts.rules.ts'
import { listByContact } from '../registrants/registrants.queries.ts'
import { queueCode } from '../registrations/codeMessages.ts'
import { checkCode, createCode, insertCode, limitCodes, markCodeUsed } from '../registrations/codes.queries.ts'

const REQUESTS_PER_ADDRESS_PER_HOUR = 60

/**
 * Sends a code to a contact that serves somebody. For any other the same rows are written and nothing is sent: status,
 * body and time must not tell who is registered.
 */
export function requestSignInCode(
  services: Services,
  address: ContactAddress,
  language: InterfaceLanguage,
  facts: RequestFacts
): Promise<{ id: string; resendAfterSeconds: number }> {
  const { config, keys } = services
  const contact = normaliseContact(address, config.country)
  if (!contact)
    throw problems.invalid([
      fieldError(
        '/contact/value',
        address.kind,
        'Write the number with + and the country’s code, or a whole e-mail address.'
      )
    ])
  const most = Math.max(REQUESTS_PER_ADDRESS_PER_HOUR, config.limits.signInsPerAddressPer15Minutes)
  limitAddress(services, 'sign-in-code', facts, 3600, most)
  return transaction(services, system('sign-in'), async (db) => {
    const now = services.now()
    const index = contactIndex(keys, contact)
    await limitCodes(db, services, index, facts)
    const known = (await listByContact(db, index)).length > 0
    const id = createId(now.getTime())
    const code = createCode()
    await insertCode(db, keys, code, { purpose: 'sign-in', challengeId: id, contactIndex: index }, now)
    await queueCode(db, services, contact, code, language, { state: known ? 'queued' : 'void' })
    return { id, resendAfterSeconds: config.limits.resendSeconds }
  })
}

interface SecondFact {
  reference?: string
  birthYear?: number
}

/**
 * Wrong years of birth a contact may be tried with in a month; afterwards only the reference number opens. Whoever got a
 * number that was somebody else's has good codes, and must not find the year by trying.
 */
const WRONG_YEARS = 10
const WRONG_YEARS_SECONDS = 30 * 86_400

/** Opens a record with the code and a second fact. A wrong fact costs a try like a wrong code. */
export async function signInRegistrant(
  services: Services,
  { id, code, reference, birthYear }: { id: string; code: string } & SecondFact,
  facts: RequestFacts
): Promise<SessionGrant> {
  if (reference === undefined && birthYear === undefined)
    throw problems.invalid([fieldError('/birthYear', 'required', 'Give the year of birth or the reference number.')])
  const outcome = await transaction(services, system('sign-in'), async (db) => {
    const now = services.now()
    const check = await checkCode(db, services.keys, 'sign-in', id, code, now)
    if (check.outcome !== 'good') return check.outcome
    const tried = `wrong-year ${check.contactIndex.toString('base64url')}`
    if (reference === undefined && (await readUse(db, tried, WRONG_YEARS_SECONDS, now)) >= WRONG_YEARS)
      return 'reference' as const
    const people = await listByContact(
      db,
      check.contactIndex,
      reference === undefined ? { birthYear } : { reference: parseReference(reference) ?? '' }
    )
    if (people.length > 1) return 'reference' as const
    const person = people[0]
    if (!person) {
      if (reference === undefined) await countUse(db, tried, WRONG_YEARS_SECONDS, now)
      return 'wrong' as const
    }
    await markCodeUsed(db, check.codeId, now)
    if (!person.verifiedAt) await confirmByContact(db, person, person.contactKind, now, facts)
    const grant = await insertSession(db, services.keys, now, 'registrant', person.id)
    const actor: Actor = { kind: 'registrant', id: person.id, sessionId: grant.id }
    await writeAudit(db, actor, { action: 'session.began', subjectId: person.id, requestId: facts.requestId })
    return grant
  })
  if (outcome === 'spent') throw problems.codeSpent()
  if (outcome === 'wrong') throw problems.wrongCode()
  if (outcome === 'reference') throw problems.referenceNeeded()
  return outcome
}
