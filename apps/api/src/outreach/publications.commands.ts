import { mayApprove, withEditor } from '../approval.rules.ts'
import type { Actor } from '../db/actor.ts'
import { once, type IdempotentRequest } from '../db/idempotency.ts'
import { writeAudit, writeEvent } from '../db/records.ts'
import type { Db } from '../db/transaction.ts'
import { problems } from '../problems.ts'
import { transaction, type RequestFacts, type Services } from '../services.ts'

/** Who writes and publishes. */
export type Staff = Actor & { kind: 'staff' }

/** Who wrote last, who had a hand in the words since they were last published, and who published them. */
export interface Authorship {
  writtenBy: string
  editors: string[]
  publishedBy: string | null
  publishedAt: Date | null
}

/** How a feature keeps what one person writes and another publishes. */
interface Shelf<Content, View> {
  noun: 'answer' | 'announcement' | 'commitment'
  insert: (db: Db, content: Content, writtenBy: string, now: Date) => Promise<string>
  lock: (db: Db, id: string) => Promise<(Authorship & { version: number }) | null>
  /** False if somebody changed it meanwhile. */
  update: (db: Db, id: string, version: number, changes: Partial<Content & Authorship>) => Promise<boolean>
  view: (db: Db, staffId: string, id: string) => Promise<View | null>
  /** A last look before it is published; throws where it may not be. Returns what is kept with it. */
  beforePublishing?: (db: Db, services: Services, actor: Staff, id: string) => Promise<Partial<Content>>
}

/** The four acts on what one person writes and another publishes. Each is one transaction. */
export function publications<Content extends object, View>(shelf: Shelf<Content, View>) {
  const { noun } = shelf

  async function lock(db: Db, id: string) {
    const row = await shelf.lock(db, id)
    if (!row) throw problems.notFound()
    return row
  }

  /** Notes what was done and returns what stands there now. */
  async function finish(
    db: Db,
    actor: Staff,
    id: string,
    action: string,
    fields: string[],
    { requestId }: RequestFacts
  ) {
    await writeEvent(db, `${noun}.changed`, id)
    await writeAudit(db, actor, { action: `${noun}.${action}`, subjectId: id, fields, requestId })
    return (await shelf.view(db, actor.id, id))!
  }

  return {
    /** Writes a draft. */
    create: (
      services: Services,
      actor: Staff,
      content: Content,
      facts: RequestFacts,
      idempotent: IdempotentRequest | null
    ): Promise<View> =>
      transaction(services, actor, (db) =>
        once(db, services.keys, idempotent, async () => {
          const id = await shelf.insert(db, content, actor.id, services.now())
          return finish(db, actor, id, 'created', [], facts)
        })
      ),

    /** Changes it. New words wait for somebody who had no hand in them. */
    change: (
      services: Services,
      actor: Staff,
      { id, version }: { id: string; version: number },
      changes: Partial<Content>,
      facts: RequestFacts
    ): Promise<View> =>
      transaction(services, actor, async (db) => {
        const row = await lock(db, id)
        // What was published another person read; from then on whoever changes it begins anew.
        const editors = withEditor(row.publishedAt ? [] : row.editors, actor.id)
        const authorship = { writtenBy: actor.id, editors, publishedBy: null, publishedAt: null }
        const draft = { ...changes, ...authorship } as Partial<Content & Authorship>
        if (!(await shelf.update(db, id, version, draft))) throw problems.versionChanged()
        return finish(db, actor, id, 'changed', Object.keys(changes), facts)
      }),

    /** Publishes what another person wrote: the version that was read, and no words that came after it. */
    publish: (
      services: Services,
      actor: Staff,
      { id, version }: { id: string; version: number },
      facts: RequestFacts
    ): Promise<View> =>
      transaction(services, actor, async (db) => {
        const row = await lock(db, id)
        if (row.publishedAt) throw problems.conflict(`This ${noun} is published already.`)
        if (!mayApprove(actor.id, row)) throw problems.conflict('Somebody publishes it who did not write in it.')
        if (row.version !== version) throw problems.versionChanged()
        const kept = (await shelf.beforePublishing?.(db, services, actor, id)) ?? {}
        const published = { publishedBy: actor.id, publishedAt: services.now() }
        await shelf.update(db, id, row.version, { ...kept, ...published } as Partial<Content & Authorship>)
        return finish(db, actor, id, 'published', [], facts)
      }),

    /** Takes it off the public page. */
    withdraw: (services: Services, actor: Staff, id: string, facts: RequestFacts): Promise<View> =>
      transaction(services, actor, async (db) => {
        const row = await lock(db, id)
        if (!row.publishedAt) throw problems.conflict(`This ${noun} is not published.`)
        const taken = { publishedBy: null, publishedAt: null } as Partial<Content & Authorship>
        await shelf.update(db, id, row.version, taken)
        return finish(db, actor, id, 'withdrawn', [], facts)
      })
  }
}
