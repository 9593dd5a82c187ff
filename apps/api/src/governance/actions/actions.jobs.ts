import { system } from '../../db/actor.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import type { Db } from '../../db/transaction.ts'
import { queueMessage } from '../../platform/messages/messages.queries.ts'
import { eachApart } from '../../nights.ts'
import { transaction, type Services } from '../../services.ts'
import { addDays } from '../../days.ts'
import { isOn } from '../committee/committee.rules.ts'
import { findSeat } from '../seats/seats.queries.ts'
import { todayOf } from './actions.commands.ts'
import { listDue, markReminded } from './actions.queries.ts'
import { REMIND_DAYS_BEFORE, reminderFor } from './actions.rules.ts'

const actor = system('reminders')
type Due = Awaited<ReturnType<typeof listDue>>[number]

const dayWords = (day: string) =>
  new Intl.DateTimeFormat('pt-PT', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

function wordsOf({ config }: Services, { title, dueOn }: Due, kind: 'before' | 'due', name: string) {
  const when =
    kind === 'before' ? `tem prazo até ${dayWords(dueOn)}` : `tinha prazo até ${dayWords(dueOn)} e continua em aberto`
  return {
    subject:
      kind === 'before'
        ? `Acção com prazo a ${dayWords(dueOn)}`
        : `Acção em atraso ou com prazo hoje: ${dayWords(dueOn)}`,
    text: `${name},\n\nA acção seguinte do Comité ${when}:\n\n${title}\n\nDiga ao secretariado em que pé está.\n\n${config.name} · ${config.institution}`
  }
}

/** Writes to the member and the alternate of the seat that an action belongs to. */
async function remind(
  db: Db,
  services: Services,
  action: Due,
  kind: 'before' | 'due',
  today: string
): Promise<boolean> {
  const seat = await findSeat(db, services.keys, action.seatId)
  const people = (seat?.mandates ?? []).filter((mandate) => mandate.email && isOn(mandate, today))
  // Nobody to read it: it waits for who takes the seat.
  if (people.length === 0 || !(await markReminded(db, action.id, kind, action.dueOn))) return false
  for (const { name, email } of people)
    await queueMessage(db, services, {
      channel: 'email',
      kind: 'reminder',
      to: email!,
      ...wordsOf(services, action, kind, name)
    })
  await writeEvent(db, 'action.reminded', action.id, { people: people.length })
  await writeAudit(db, actor, { action: 'action.reminded', subjectId: action.id, count: people.length })
  return true
}

/** Calls actions to mind, a week before they are due and when they are. Each in a transaction of its own, so at most once a date. */
export async function remindOfActions(services: Services): Promise<number> {
  const today = todayOf(services)
  const until = addDays(today, REMIND_DAYS_BEFORE + 1)
  const due = await transaction(services, actor, (db) => listDue(db, until))
  return eachApart(due, async (action) => {
    const kind = reminderFor(action, today)
    return kind !== null && (await transaction(services, actor, (db) => remind(db, services, action, kind, today)))
  })
}
