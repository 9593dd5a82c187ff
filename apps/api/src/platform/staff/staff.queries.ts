import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Role, Staff } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { blindIndex, classKey, createSecret, seal, secretHash, unseal } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { posts } from '../posts/posts.table.ts'
import { oneTimeLinks, staff } from './staff.table.ts'

const place = (row: string) => ({ table: 'staff', column: 'email_sealed', row })

/** The form in which e-mail addresses are compared. */
export const normaliseEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

const columns = {
  id: staff.id,
  name: staff.name,
  emailSealed: staff.emailSealed,
  role: staff.role,
  postId: staff.postId,
  postName: posts.name,
  passwordHash: sql<boolean>`${staff.passwordHash} is not null`,
  disabledAt: staff.disabledAt,
  lastSignInAt: staff.lastSignInAt,
  createdAt: staff.createdAt,
  version: staff.version
}

type Row = Awaited<ReturnType<typeof selectStaff>>[number]
const selectStaff = (db: Db) => db.select(columns).from(staff).leftJoin(posts, eq(posts.id, staff.postId)).$dynamic()

const toStaff = (keys: Keys, row: Row): Staff => ({
  id: row.id,
  name: row.name,
  email: unseal<string>(classKey(keys, 'staff'), place(row.id), row.emailSealed),
  role: row.role as Role,
  postId: row.postId,
  postName: row.postName,
  state: row.disabledAt ? 'disabled' : row.passwordHash ? 'active' : 'invited',
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  version: row.version
})

/** All staff by name. A ministry has hundreds, not thousands: no paging. */
export const listStaff = async (db: Db, keys: Keys): Promise<Staff[]> =>
  (await selectStaff(db).orderBy(staff.name, staff.id).limit(2000)).map((row) => toStaff(keys, row))

export async function findStaff(db: Db, keys: Keys, id: string): Promise<Staff | null> {
  const [row] = await selectStaff(db).where(eq(staff.id, id)).limit(1)
  return row ? toStaff(keys, row) : null
}

/** Adds a member of staff without password. */
export async function insertStaff(
  db: Db,
  keys: Keys,
  values: { name: string; email: string; role: Role; postId: string | null }
): Promise<string> {
  const id = createId()
  const email = normaliseEmail(values.email)
  await db.insert(staff).values({
    id,
    name: values.name.trim(),
    role: values.role,
    postId: values.postId,
    emailSealed: seal(classKey(keys, 'staff'), place(id), email),
    emailIndex: blindIndex(keys, 'staff', email)
  })
  return id
}

export interface StaffChanges {
  name?: string
  role?: Role
  postId?: string | null
  disabled?: boolean
}

/** Changes a member of staff if the version is still the given one. Role, post and disabling end the sessions. */
export async function updateStaff(
  db: Db,
  id: string,
  version: number,
  changes: StaffChanges,
  now: Date
): Promise<boolean> {
  const { disabled, ...rest } = changes
  const ends = disabled === true || changes.role !== undefined || changes.postId !== undefined
  const { rowCount } = await db
    .update(staff)
    .set({
      ...rest,
      ...(disabled === undefined ? {} : { disabledAt: disabled ? now : null }),
      ...(ends ? { notBefore: now } : {}),
      version: version + 1
    })
    .where(and(eq(staff.id, id), eq(staff.version, version)))
  return rowCount === 1
}

export const setPassword = (db: Db, id: string, passwordHash: string, now: Date) =>
  db.update(staff).set({ passwordHash, notBefore: now }).where(eq(staff.id, id))

/** Notes that a member of staff came in. */
export const noteSignIn = (db: Db, id: string, now: Date) =>
  db.update(staff).set({ lastSignInAt: now }).where(eq(staff.id, id))

/** Makes a link that works once. Returns its secret; only the hash is kept. Earlier links of the person end. */
export async function insertLink(
  db: Db,
  keys: Keys,
  kind: 'administrator' | 'invitation',
  staffId: string | null,
  expiresAt: Date,
  now: Date
): Promise<string> {
  const token = createSecret()
  await db
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(
      and(
        eq(oneTimeLinks.kind, kind),
        staffId ? eq(oneTimeLinks.staffId, staffId) : isNull(oneTimeLinks.staffId),
        isNull(oneTimeLinks.usedAt)
      )
    )
  await db
    .insert(oneTimeLinks)
    .values({ id: createId(now.getTime()), kind, staffId, tokenHash: secretHash(keys, 'link', token), expiresAt })
  return token
}

/** Uses a link up. Returns whom it is for, or null if it is unknown, used or over. */
export async function useLink(db: Db, keys: Keys, kind: 'administrator' | 'invitation', token: string, now: Date) {
  const [row] = await db
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(
      and(
        eq(oneTimeLinks.kind, kind),
        eq(oneTimeLinks.tokenHash, secretHash(keys, 'link', token)),
        isNull(oneTimeLinks.usedAt),
        gt(oneTimeLinks.expiresAt, now)
      )
    )
    .returning({ staffId: oneTimeLinks.staffId })
  return row ?? null
}

/** How many administrators can sign in? */
export async function countAdministrators(db: Db): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(staff)
    .where(and(eq(staff.role, 'administrator'), isNull(staff.disabledAt), sql`${staff.passwordHash} is not null`))
  return row!.n
}
