import {
  isAllowed,
  originKinds,
  type OriginatedKind,
  type Output,
  type Thread,
  type ThreadKind,
  type listOrigins
} from '@ponte/schema'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { fieldError, problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import * as queries from './threads.queries.ts'
import type { ThreadSource } from './threadSources.ts'

export type Staff = Actor & { kind: 'staff' }
type Sources = readonly ThreadSource[]
type Knot = queries.Knot
type Child = Knot & { kind: OriginatedKind }

const CHOICES_MAX = 200

/** What the role may read of all that stands on threads. */
const readable = (sources: Sources, { role }: Staff) => sources.filter(({ read }) => isAllowed(role, read))

/** The source of a kind that the actor may read, with the thing in it; the same 404 for what is missing and what is not theirs. */
async function find(db: Db, sources: Sources, actor: Staff, { kind, id }: Knot): Promise<ThreadSource> {
  const source = readable(sources, actor).find((one) => one.kind === kind)
  const isThere = source && (await asSystem(db, actor, 'thread', () => queries.hasNode(db, source, id)))
  if (!source || !isThere) throw problems.notFound()
  return source
}

/** The role was asked above; whose rows they are does not matter, for no kind on a thread is about a person. */
const view = (db: Db, sources: Sources, actor: Staff, knot: Knot): Promise<Thread> =>
  asSystem(db, actor, 'thread', async () => ({
    from: await queries.walk(db, readable(sources, actor), knot, 'up'),
    to: await queries.walk(db, readable(sources, actor), knot, 'down')
  }))

export const readThread = (services: Services, sources: Sources, actor: Staff, knot: Knot): Promise<Thread> =>
  transaction(services, actor, async (db) => {
    await find(db, sources, actor, knot)
    return view(db, sources, actor, knot)
  })

/** Something that the role reads but does not change is answered like something missing. */
async function findWritable(db: Db, sources: Sources, actor: Staff, child: Child) {
  const { write } = await find(db, sources, actor, child)
  if (!write || !isAllowed(actor.role, write)) throw problems.notFound()
}

export const readOrigins = (
  services: Services,
  sources: Sources,
  actor: Staff,
  child: Child
): Promise<Output<typeof listOrigins>> =>
  transaction(services, actor, async (db) => {
    await findWritable(db, sources, actor, child)
    const kinds: readonly ThreadKind[] = originKinds[child.kind]
    const choices = readable(sources, actor).filter(({ kind }) => kinds.includes(kind))
    return { items: await asSystem(db, actor, 'thread', () => queries.listNodes(db, choices, CHOICES_MAX)) }
  })

/** Ties or unties a link that is made by hand. */
export const changeOrigin = (
  services: Services,
  sources: Sources,
  actor: Staff,
  { child, parent, act }: { child: Child; parent: Knot; act: 'add' | 'remove' },
  { requestId }: RequestFacts
): Promise<Thread> =>
  transaction(services, actor, async (db) => {
    await findWritable(db, sources, actor, child)
    const kinds: readonly ThreadKind[] = originKinds[child.kind]
    if (!kinds.includes(parent.kind))
      throw problems.invalid([fieldError('/kind', 'enum', `It can come from: ${kinds.join(', ')}.`)])
    await find(db, sources, actor, parent)
    if (act === 'add') await queries.insertOrigin(db, child, parent, actor.id, services.now())
    else if (!(await queries.deleteOrigin(db, child, parent))) throw problems.notFound()
    await writeEvent(db, 'thread.changed', child.id, { kind: child.kind, act })
    await writeAudit(db, actor, { action: `thread.${act}`, subjectId: child.id, fields: [child.kind], requestId })
    return view(db, sources, actor, child)
  })
