import type { Role, Staff } from '@ponte/schema'
import { system, type Actor } from '../../db/actor.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { queueMessage } from '../messages/messages.queries.ts'
import { limitUse } from '../sessions/counters.queries.ts'
import { endSessionsOf, insertSession, type SessionGrant } from '../sessions/sessions.queries.ts'
import { hashPassword, isPassword, passwordErrors } from './passwords.ts'
import * as queries from './staff.queries.ts'
import { staff } from './staff.table.ts'
import { eq } from 'drizzle-orm'

const INVITATION_HOURS = 72
const ADMIN_LINK_HOURS = 24
const PASSWORD_TRIES_PER_HOUR = 10
const inHours = (now: Date, hours: number) => new Date(now.getTime() + hours * 3_600_000)

/** A new one-time link for the console, that makes an administrator. */
export async function createAdminLink(services: Services): Promise<string> {
  const now = services.now()
  const token = await transaction(services, system('admin-link'), (db) =>
    queries.insertLink(db, services.keys, 'administrator', null, inHours(now, ADMIN_LINK_HOURS), now)
  )
  return `${services.config.publicUrl}/equipa/comecar#${token}`
}

const checkPassword = ({ config }: Services, password: string, own: string[]) => {
  const errors = passwordErrors(password, [...own, ...config.origin.passwordWords])
  if (errors.length > 0) throw problems.invalid(errors)
}

/** Makes an administrator with the link from the console, and signs them in. */
export async function createFirstAdministrator(
  services: Services,
  { token, name, email, password }: { token: string; name: string; email: string; password: string },
  facts: RequestFacts
): Promise<SessionGrant> {
  checkPassword(services, password, [name, email.split('@')[0]!])
  const passwordHash = await hashPassword(services.keys, password)
  return transaction(services, system('setup'), async (db) => {
    const now = services.now()
    if (!(await queries.useLink(db, services.keys, 'administrator', token, now))) throw problems.linkSpent()
    const id = await queries.insertStaff(db, services.keys, { name, email, role: 'administrator', postId: null })
    await queries.setPassword(db, id, passwordHash, now)
    await writeEvent(db, 'staff.changed', id)
    await writeAudit(db, system('setup'), { action: 'staff.created', subjectId: id, requestId: facts.requestId })
    return beginSession(db, services, id)
  })
}

/** Who chose a password is signed in with it. */
async function beginSession(db: Db, { keys, now }: Services, id: string): Promise<SessionGrant> {
  await queries.noteSignIn(db, id, now())
  return insertSession(db, keys, now(), 'staff', id)
}

async function sendInvitation(db: Db, services: Services, member: Staff) {
  const now = services.now()
  const token = await queries.insertLink(
    db,
    services.keys,
    'invitation',
    member.id,
    inHours(now, INVITATION_HOURS),
    now
  )
  await queueMessage(db, services, {
    channel: 'email',
    kind: 'invitation',
    to: member.email,
    subject: `${services.config.name}: o seu acesso`,
    text: [
      `Olá ${member.name},`,
      `Foi-lhe criado um acesso à equipa de ${services.config.name}. Abra esta ligação nos próximos ${INVITATION_HOURS / 24} dias e escolha a sua palavra-passe:`,
      `${services.config.publicUrl}/equipa/convite#${token}`,
      'Se não esperava esta mensagem, ignore-a.'
    ].join('\n\n')
  })
}

/** Adds a member of staff and sends the invitation. */
export async function createStaff(
  services: Services,
  actor: Actor,
  values: { name: string; email: string; role: Role; postId?: string | null },
  facts: RequestFacts,
  idempotent: IdempotentRequest | null = null
): Promise<Staff> {
  if (values.role === 'officer' && !values.postId)
    throw problems.invalid([fieldError('/postId', 'required', 'An officer needs a post.')])
  return transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const id = await queries.insertStaff(db, services.keys, { ...values, postId: values.postId ?? null })
      const member = (await queries.findStaff(db, services.keys, id))!
      await sendInvitation(db, services, member)
      await writeEvent(db, 'staff.changed', id)
      await writeAudit(db, actor, {
        action: 'staff.created',
        subjectId: id,
        fields: ['role', 'postId'],
        requestId: facts.requestId
      })
      return member
    })
  )
}

/** Sends a new link; the old password stays until it is used. */
export function inviteStaff(services: Services, actor: Actor, id: string, facts: RequestFacts): Promise<Staff> {
  return transaction(services, actor, async (db) => {
    const member = await queries.findStaff(db, services.keys, id)
    if (!member) throw problems.notFound()
    if (member.state === 'disabled') throw problems.conflict('This account is disabled. Enable it first.')
    await sendInvitation(db, services, member)
    await writeAudit(db, actor, { action: 'staff.invited', subjectId: id, requestId: facts.requestId })
    return member
  })
}

/** Changes a member of staff. The last administrator cannot be disabled or demoted. */
export function updateStaff(
  services: Services,
  actor: Actor,
  id: string,
  version: number,
  changes: queries.StaffChanges,
  facts: RequestFacts
): Promise<Staff> {
  return transaction(services, actor, async (db) => {
    const before = await queries.findStaff(db, services.keys, id)
    if (!before) throw problems.notFound()
    const now = services.now()
    const role = changes.role ?? before.role
    const postId = changes.postId === undefined ? before.postId : changes.postId
    if (role === 'officer' && !postId)
      throw problems.invalid([fieldError('/postId', 'required', 'An officer needs a post.')])
    if (!(await queries.updateStaff(db, id, version, changes, now))) throw problems.versionChanged()
    const losesAdministrator =
      before.role === 'administrator' && before.state === 'active' && (role !== 'administrator' || changes.disabled)
    if (losesAdministrator && (await queries.countAdministrators(db)) === 0)
      throw problems.conflict('This is the last administrator. Make another one first.')
    if (changes.disabled || changes.role || changes.postId !== undefined) await endSessionsOf(db, id, now)
    await writeEvent(db, 'staff.changed', id)
    await writeAudit(db, actor, {
      action: 'staff.changed',
      subjectId: id,
      fields: Object.keys(changes),
      requestId: facts.requestId
    })
    return (await queries.findStaff(db, services.keys, id))!
  })
}

/** Tells somebody that the password is another one now: whoever did not change it learns so at once. */
const tellOfPassword = (db: Db, services: Services, { name, email }: Pick<Staff, 'name' | 'email'>) =>
  queueMessage(db, services, {
    channel: 'email',
    kind: 'notice',
    to: email,
    subject: `${services.config.name}: a sua palavra-passe mudou`,
    text: [
      `Olá ${name},`,
      `A palavra-passe do seu acesso à equipa de ${services.config.name} foi mudada, e as outras sessões acabaram.`,
      'Se não foi você, diga-o já a quem administra a plataforma: pode desactivar o seu acesso e enviar-lhe outro convite.'
    ].join('\n\n')
  })

/** Sets the own password with the link from the invitation, and signs in. All earlier sessions end. */
export async function acceptInvitation(
  services: Services,
  token: string,
  password: string,
  facts: RequestFacts
): Promise<SessionGrant> {
  checkPassword(services, password, [])
  const passwordHash = await hashPassword(services.keys, password)
  return transaction(services, system('invitation'), async (db) => {
    const now = services.now()
    const link = await queries.useLink(db, services.keys, 'invitation', token, now)
    const member = link?.staffId ? await queries.findStaff(db, services.keys, link.staffId) : null
    if (!member || member.state === 'disabled') throw problems.linkSpent()
    checkPassword(services, password, [member.name, member.email.split('@')[0]!])
    await queries.setPassword(db, member.id, passwordHash, now)
    await endSessionsOf(db, member.id, now)
    if (member.state === 'active') await tellOfPassword(db, services, member)
    await writeAudit(db, system('invitation'), {
      action: 'staff.passwordSet',
      subjectId: member.id,
      requestId: facts.requestId
    })
    return beginSession(db, services, member.id)
  })
}

/** Changes the own password; every other session ends, and this one begins anew. */
export async function changeMyPassword(
  services: Services,
  actor: Actor & { kind: 'staff' },
  current: string,
  password: string,
  facts: RequestFacts
): Promise<SessionGrant> {
  const [account] = await transaction(services, actor, async (db) => {
    // Who finds an open session must not find the password out by trying.
    await limitUse(db, `password ${actor.id}`, 3600, PASSWORD_TRIES_PER_HOUR, services.now())
    return db.select({ hash: staff.passwordHash, name: staff.name }).from(staff).where(eq(staff.id, actor.id))
  })
  if (!(await isPassword(services.keys, current, account?.hash ?? null)))
    throw problems.invalid([fieldError('/current', 'wrong', 'This is not your present password.')])
  checkPassword(services, password, [account!.name])
  const passwordHash = await hashPassword(services.keys, password)
  return transaction(services, actor, async (db) => {
    const now = services.now()
    await queries.setPassword(db, actor.id, passwordHash, now)
    await endSessionsOf(db, actor.id, now)
    await tellOfPassword(db, services, (await queries.findStaff(db, services.keys, actor.id))!)
    await writeAudit(db, actor, { action: 'staff.passwordSet', subjectId: actor.id, requestId: facts.requestId })
    return beginSession(db, services, actor.id)
  })
}
