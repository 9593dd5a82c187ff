import { and, asc, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { Committee } from '@ponte/schema'
import type { Db } from '../../db/transaction.ts'
import type { Keys } from '../../keys.ts'
import { actions } from '../actions/actions.table.ts'
import { toRow } from '../meetings/meetings.queries.ts'
import { meetings } from '../meetings/meetings.table.ts'
import { listSeats } from '../seats/seats.queries.ts'
import { dayIn, daysBetween } from '../../days.ts'
import { doesExist, endingWithin, isFilled } from './committee.rules.ts'

const SOON_DAYS = 90

async function findMeetings(db: Db, now: Date) {
  const [last] = await db
    .select()
    .from(meetings)
    .where(eq(meetings.state, 'held'))
    .orderBy(desc(meetings.startsAt))
    .limit(1)
  const [next] = await db
    .select()
    .from(meetings)
    .where(and(inArray(meetings.state, ['draft', 'called']), gte(meetings.endsAt, now)))
    .orderBy(asc(meetings.startsAt))
    .limit(1)
  return { last: last ? toRow(last) : null, next: next ? toRow(next) : null }
}

async function countActions(db: Db, today: string) {
  const isLate = lt(actions.dueOn, today)
  const [counted] = await db
    .select({ open: sql<number>`count(*)::int`, overdue: sql<number>`count(*) filter (where ${isLate})::int` })
    .from(actions)
    .where(inArray(actions.status, ['open', 'in-progress']))
  return counted!
}

/** How the committee is on a day, by what stands in the tables and nothing else. */
export async function readCommittee(db: Db, keys: Keys, zone: string, now: Date): Promise<Committee> {
  const today = dayIn(zone, now)
  const seats = (await listSeats(db, keys)).filter((seat) => doesExist(seat, today))
  const { last, next } = await findMeetings(db, now)
  const ending = seats.flatMap((seat) =>
    endingWithin(seat, today, SOON_DAYS).map(({ kind, name, endsOn }) => ({
      seatId: seat.id,
      institution: seat.institution,
      kind,
      name,
      endsOn,
      days: daysBetween(today, endsOn)
    }))
  )
  return {
    today,
    seats: {
      total: seats.length,
      empty: seats.filter((seat) => !isFilled(seat, today)).map(({ id, institution }) => ({ id, institution }))
    },
    ending: ending.toSorted((a, b) => a.days - b.days),
    lastMeeting: last,
    daysSinceLastMeeting: last && daysBetween(dayIn(last.zone, new Date(last.startsAt)), today),
    nextMeeting: next,
    actions: await countActions(db, today)
  }
}
