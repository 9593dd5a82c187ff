import { eq } from 'drizzle-orm'
import { permissionsOf, type Role, type Session } from '@ponte/schema'
import { nobody, system, type Actor } from '../../db/actor.ts'
import { writeAudit } from '../../db/records.ts'
import { blindIndex } from '../../db/sealing.ts'
import { problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { posts } from '../posts/posts.table.ts'
import { isPassword } from '../staff/passwords.ts'
import { normaliseEmail, noteSignIn } from '../staff/staff.queries.ts'
import { staff } from '../staff/staff.table.ts'
import { limitAddress } from './addresses.limits.ts'
import { countUse } from './counters.queries.ts'
import { insertSession, type SessionGrant } from './sessions.queries.ts'

/** Tries at one account in an hour: by one network, and by all of them. Whoever tries for others locks only their own network out. */
const TRIES_PER_HOUR = { network: 10, all: 100 }

export const nobodySession: Session = { kind: 'nobody', permissions: ['public'] }

/** What the browser may know about who is signed in. */
export async function describeSession(services: Services, actor: Actor): Promise<Session> {
  if (actor.kind === 'registrant') return { kind: 'registrant', id: actor.id, permissions: ['public', 'record.self'] }
  if (actor.kind !== 'staff') return nobodySession
  return transaction(services, actor, async (db) => {
    const [row] = await db
      .select({ name: staff.name, role: staff.role, postId: staff.postId, postName: posts.name })
      .from(staff)
      .leftJoin(posts, eq(posts.id, staff.postId))
      .where(eq(staff.id, actor.id))
    if (!row) return nobodySession
    return {
      kind: 'staff',
      id: actor.id,
      ...row,
      role: row.role as Role,
      permissions: ['public', ...permissionsOf(row.role as Role)]
    }
  })
}

/** Counts a sign-in attempt before the costly check, in a transaction of its own that stands even if the check fails. */
async function countAttempt(services: Services, accountName: string, facts: RequestFacts) {
  const now = services.now()
  limitAddress(services, 'sign-in', facts, 900, services.config.limits.signInsPerAddressPer15Minutes)
  await transaction(services, system('sign-in'), async (db) => {
    const byNetwork = await countUse(db, `sign-in ${accountName} ${facts.network}`, 3600, now)
    const byAll = await countUse(db, `sign-in ${accountName}`, 3600, now)
    const isOver = byNetwork > TRIES_PER_HOUR.network || byAll > TRIES_PER_HOUR.all
    if (isOver && services.config.limits.signInsPerAddressPer15Minutes < 1000) throw problems.tooMany(900)
  })
}

/** Signs staff in with e-mail and password; the same answer and the same cost whatever is wrong. */
export async function signInStaff(
  services: Services,
  email: string,
  password: string,
  facts: RequestFacts
): Promise<SessionGrant> {
  const index = blindIndex(services.keys, 'staff', normaliseEmail(email))
  await countAttempt(services, index.toString('hex'), facts)
  const account = await transaction(services, system('sign-in'), async (db) => {
    const [row] = await db
      .select({
        id: staff.id,
        passwordHash: staff.passwordHash,
        disabledAt: staff.disabledAt,
        role: staff.role,
        postId: staff.postId
      })
      .from(staff)
      .where(eq(staff.emailIndex, index))
    return row
  })
  const good = await isPassword(services.keys, password, account?.passwordHash ?? null)
  const grant = await transaction(services, system('sign-in'), async (db) => {
    if (!good || !account || account.disabledAt) {
      await writeAudit(db, nobody, {
        action: 'session.refused',
        subjectId: account?.id ?? null,
        requestId: facts.requestId
      })
      return null
    }
    const now = services.now()
    await noteSignIn(db, account.id, now)
    const session = await insertSession(db, services.keys, now, 'staff', account.id)
    const actor: Actor = {
      kind: 'staff',
      id: account.id,
      role: account.role as Role,
      postId: account.postId,
      sessionId: session.id
    }
    await writeAudit(db, actor, { action: 'session.began', subjectId: account.id, requestId: facts.requestId })
    return session
  })
  if (!grant) throw problems.wrongCredentials()
  return grant
}
