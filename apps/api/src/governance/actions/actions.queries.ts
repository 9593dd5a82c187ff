import { and, asc, eq, gte, inArray, lt, notInArray, sql } from 'drizzle-orm'
import type { Action, actionFilters, ActionStatus } from '@ponte/schema'
import { createId } from '../../db/id.ts'
import { classKey, seal, unseal } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { decisions } from '../decisions/decisions.table.ts'
import { seats } from '../seats/seats.table.ts'
import { isOverdue } from './actions.rules.ts'
import { actions } from './actions.table.ts'

/** Names and notes; stand sealed. */
interface Words {
  person: string | null
  note: string | null
}
const place = (row: string) => ({ table: 'actions', column: 'words_sealed', row })
const sealWords = (keys: Keys, id: string, { person, note }: Words) =>
  seal(classKey(keys, 'committee'), place(id), { person: person?.trim() || null, note: note?.trim() || null })

const TO_DO: ActionStatus[] = ['open', 'in-progress']

export interface ActionFilter {
  id?: string
  seatId?: string
  decisionId?: string
  show?: (typeof actionFilters)[number]
}

const shown = ({ show = 'all' }: ActionFilter, today: string) =>
  ({
    all: undefined,
    open: inArray(actions.status, TO_DO),
    overdue: and(inArray(actions.status, TO_DO), lt(actions.dueOn, today)),
    closed: notInArray(actions.status, TO_DO)
  })[show]

/** Actions, what is to be done first and by when. A committee follows some hundreds. */
export async function listActions(db: Db, keys: Keys, today: string, filter: ActionFilter = {}): Promise<Action[]> {
  const { id, seatId, decisionId } = filter
  const rows = await db
    .select({
      row: actions,
      seat: { id: seats.id, institution: seats.institution },
      decision: { id: decisions.id, number: decisions.number, year: decisions.year }
    })
    .from(actions)
    .innerJoin(seats, eq(seats.id, actions.seatId))
    .leftJoin(decisions, eq(decisions.id, actions.decisionId))
    .where(
      and(
        id ? eq(actions.id, id) : undefined,
        seatId ? eq(actions.seatId, seatId) : undefined,
        decisionId ? eq(actions.decisionId, decisionId) : undefined,
        shown(filter, today)
      )
    )
    .orderBy(sql`${actions.status} not in ('open', 'in-progress')`, asc(actions.dueOn), asc(actions.id))
    .limit(1000)
  return rows.map(({ row, seat, decision }) => ({
    id: row.id,
    title: row.title,
    seat,
    decision,
    ...unseal<Words>(classKey(keys, 'committee'), place(row.id), row.wordsSealed),
    dueOn: row.dueOn,
    status: row.status as ActionStatus,
    isOverdue: isOverdue({ status: row.status as ActionStatus, dueOn: row.dueOn }, today),
    createdAt: row.createdAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
    version: row.version
  }))
}

export const findAction = async (db: Db, keys: Keys, today: string, id: string): Promise<Action | null> =>
  (await listActions(db, keys, today, { id }))[0] ?? null

export interface ActionValues extends Words {
  title: string
  seatId: string
  dueOn: string
}

export async function insertAction(
  db: Db,
  keys: Keys,
  { title, seatId, dueOn, decisionId, ...words }: ActionValues & { decisionId: string | null },
  now: Date
): Promise<string> {
  const id = createId(now.getTime())
  const wordsSealed = sealWords(keys, id, words)
  await db.insert(actions).values({ id, title: title.trim(), seatId, decisionId, dueOn, wordsSealed, createdAt: now })
  return id
}

/** Writes an action anew if its version is still the given one. */
export async function updateAction(
  db: Db,
  keys: Keys,
  id: string,
  version: number,
  { title, seatId, dueOn, status, doneAt, ...words }: ActionValues & { status: ActionStatus; doneAt: Date | null }
): Promise<boolean> {
  const { rowCount } = await db
    .update(actions)
    .set({
      title: title.trim(),
      seatId,
      dueOn,
      status,
      doneAt,
      wordsSealed: sealWords(keys, id, words),
      version: version + 1
    })
    .where(and(eq(actions.id, id), eq(actions.version, version)))
  return rowCount === 1
}

/** What is to be done and due within some days or before, with what it was reminded of. */
export const listDue = (db: Db, until: string) =>
  db
    .select({
      id: actions.id,
      title: actions.title,
      seatId: actions.seatId,
      dueOn: actions.dueOn,
      status: sql<ActionStatus>`${actions.status}`,
      remindedBefore: actions.remindedBefore,
      remindedOn: actions.remindedOn
    })
    .from(actions)
    .where(and(inArray(actions.status, TO_DO), lt(actions.dueOn, until), gte(actions.dueOn, '1975-01-01')))
    .orderBy(asc(actions.dueOn))
    .limit(1000)

/** Notes for which due date a reminder went out. False if another worker was faster. */
export async function markReminded(db: Db, id: string, kind: 'before' | 'due', dueOn: string): Promise<boolean> {
  const column = kind === 'before' ? actions.remindedBefore : actions.remindedOn
  const { rowCount } = await db
    .update(actions)
    .set(kind === 'before' ? { remindedBefore: dueOn } : { remindedOn: dueOn })
    .where(and(eq(actions.id, id), sql`${column} is distinct from ${dueOn}`))
  return rowCount === 1
}
