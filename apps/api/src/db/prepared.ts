import type { Writable } from 'node:stream'
import type { PoolClient } from 'pg'

/*
 * Statements that are said again and again are given a name, so that PostgreSQL parses and plans them once for each
 * connection: half of the time of the officer's list was planning it anew under the row policies. Policies read the actor
 * from settings when a plan runs, so a kept plan is right for everybody.
 */

/** A text is named once it was said this often: what comes by only once would fill the memory of the connections. */
const SAID_BEFORE = 5
/** So many statements have a name at most; each connection keeps the plans of those that it was asked. */
const NAMES_MAX = 400
/** So many texts are counted at most; lists of changing length make new ones for ever. */
const TEXTS_MAX = 4000
/** A text of thousands of values is said once, and is not worth remembering. */
const LENGTH_MAX = 8000

const said = new Map<string, number>()
const names = new Map<string, string>()

/** The name of a statement; undefined as long as it is not known for coming again. */
export function nameOf(text: string): string | undefined {
  if (text.length > LENGTH_MAX) return undefined
  const known = names.get(text)
  if (known !== undefined || names.size >= NAMES_MAX) return known
  const times = (said.get(text) ?? 0) + 1
  if (times <= SAID_BEFORE) {
    if (said.size >= TEXTS_MAX) said.clear()
    said.set(text, times)
    return undefined
  }
  said.delete(text)
  const name = `ponte_${names.size}`
  names.set(text, name)
  return name
}

interface Query {
  text: string
  name?: string
}

/** Holds back what is written until all that can be said now was said: each write is a call into the system. */
function gather({ connection: { stream } }: { connection: { stream: Writable } }) {
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** A connection for the length of one transaction. */
export interface Statements extends PoolClient {
  /** Nothing more is taken: a branch of the work that goes on after another has failed must not speak in the next transaction. */
  close(): void
  /** The first refusal of the database. What was said together with the refused statement is refused too, for that reason only. */
  firstFailure(): unknown
}

/** The same connection, on which statements that come again are prepared and those said together leave together. */
export function preparing(client: PoolClient, prepares = true): Statements {
  let isOver = false
  let failure: unknown
  const query = (first: Query | string, ...rest: unknown[]) => {
    if (isOver) return Promise.reject(new Error('The transaction of this statement is over.'))
    gather(client)
    const isPlain = !prepares || typeof first === 'string' || first.name !== undefined
    const name = isPlain ? undefined : nameOf(first.text)
    const said = (client.query as (...args: unknown[]) => Promise<unknown>).call(
      client,
      name ? { ...(first as Query), name } : first,
      ...rest
    )
    said.catch((error: unknown) => (failure ??= error))
    return said
  }
  return Object.assign(Object.create(client) as PoolClient, {
    query,
    close: () => void (isOver = true),
    firstFailure: () => failure
  })
}
