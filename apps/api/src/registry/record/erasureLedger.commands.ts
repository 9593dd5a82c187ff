import fs from 'node:fs'
import path from 'node:path'
import { system } from '../../db/actor.ts'
import { secretHash } from '../../db/sealing.ts'
import { transaction, type Services } from '../../services.ts'
import { findRegistrantRow } from '../registrants/registrants.queries.ts'
import { eraseRecord } from './erasure.commands.ts'
import { listErasuresSince, listUnerasedIds } from './erasures.queries.ts'

/*
 * A ledger beside the backups, one line for each erasure: its id, a keyed hash of whom, and when. It names nobody, and whoever
 * restores an older backup erases by it again. The moment of the erasure counts, so that nobody stays longer than they were told.
 */
const ACTOR = system('erasure')
const LOOK_BACK_MS = 3_600_000
const BATCH = 2000

interface Line {
  id: string
  hash: string
  erasedAt: Date
}

function readLedger(file: string): Line[] {
  if (!fs.existsSync(file)) return []
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => /^([0-9a-f-]{36}) ([0-9a-f]{64}) (\S+)$/.exec(line))
    .flatMap((found) => (found ? [{ id: found[1]!, hash: found[2]!, erasedAt: new Date(found[3]!) }] : []))
}

/** Writes into the ledger what is not in it yet. Returns the job: the first round looks at all, later ones at the last hour. */
export function createLedgerJob(services: Services, file: string): () => Promise<number> {
  let written: Set<string> | undefined
  return async () => {
    const isFirst = written === undefined
    const known = (written ??= new Set(readLedger(file).map(({ id }) => id)))
    // By when and not by id: what commits late has an earlier id than what was seen already.
    const since = isFirst ? new Date(0) : new Date(services.now().getTime() - LOOK_BACK_MS)
    const rows = await transaction(services, ACTOR, (db) => listErasuresSince(db, since))
    const fresh = rows.filter(({ id }) => !known.has(id))
    if (fresh.length === 0) return 0
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    const lines = fresh.map((row) => `${row.id} ${row.registrantHash.toString('hex')} ${row.erasedAt.toISOString()}\n`)
    fs.appendFileSync(file, lines.join(''), { mode: 0o600, flush: true })
    for (const { id } of fresh) known.add(id)
    return fresh.length
  }
}

/** Erases everybody again who stands in the ledger and, since a backup was restored, in the registry. Returns how many. */
export async function eraseAgain(services: Services, file: string): Promise<number> {
  const erased = new Map(readLedger(file).map(({ hash, erasedAt }) => [hash, erasedAt]))
  let count = 0
  let after = '00000000-0000-0000-0000-000000000000'
  while (erased.size > 0) {
    const ids = await transaction(services, ACTOR, (db) => listUnerasedIds(db, after, BATCH))
    for (const id of ids) {
      const erasedAt = erased.get(secretHash(services.keys, 'erasure', id).toString('hex'))
      if (erasedAt && (await eraseOne(services, id, erasedAt))) count++
    }
    if (ids.length < BATCH) break
    after = ids.at(-1)!
  }
  return count
}

const eraseOne = (services: Services, id: string, erasedAt: Date) =>
  transaction(services, ACTOR, async (db) => {
    const row = await findRegistrantRow(db, undefined, id, { lock: true })
    if (!row || row.erasedAt) return false
    const facts = { requestId: 'restore', address: '', network: '' }
    // They were told at the time.
    await eraseRecord(db, { ...services, now: () => erasedAt }, ACTOR, row, facts, { notice: null })
    return true
  })
