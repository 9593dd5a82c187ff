import {
  MAILING_LEAST,
  type AnnouncementText,
  type Input,
  type InterfaceLanguage,
  type Mailing,
  type Output,
  type countMailingReach,
  type createMailing as createEndpoint,
  type updateMailing as updateEndpoint
} from '@ponte/schema'
import { mayApprove, withEditor } from '../../approval.rules.ts'
import type { Actor } from '../../db/actor.ts'
import { asSystem } from '../../db/elevate.ts'
import { once, type IdempotentRequest } from '../../db/idempotency.ts'
import { writeAudit, writeEvent } from '../../db/records.ts'
import { classKey } from '../../db/sealing.ts'
import type { Db } from '../../db/transaction.ts'
import { queueMessage } from '../../platform/messages/messages.queries.ts'
import { limitUse } from '../../platform/sessions/counters.queries.ts'
import { findStaff } from '../../platform/staff/staff.queries.ts'
import { problems } from '../../problems.ts'
import { transaction, type RequestFacts, type Services } from '../../services.ts'
import { roundOrHide, sumOfShown } from '../../statistics/disclosure/disclosure.rules.ts'
import { findAnnouncement } from '../announcements/announcements.queries.ts'
import * as queries from './mailings.queries.ts'
import { bodyOf, contentFor, stateAfter } from './mailings.rules.ts'
import * as recipients from './recipients.queries.ts'

type Staff = Actor & { kind: 'staff' }

const TESTS_PER_DAY = 30
const REACHES_A_DAY = 500

/** Mailings as this member of staff sees them. */
async function view(db: Db, actor: Staff, rows: queries.MailingRow[]): Promise<Mailing[]> {
  const results = await asSystem(db, actor, 'mailing-results', () =>
    queries.countRecipients(
      db,
      rows.map(({ id }) => id)
    )
  )
  return queries.viewMailings(db, rows, results, actor.id)
}

const viewOne = async (db: Db, actor: Staff, id: string): Promise<Mailing> => {
  const row = await queries.findMailing(db, id)
  if (!row) throw problems.notFound()
  return (await view(db, actor, [row]))[0]!
}

export const readMailings = (services: Services, actor: Staff): Promise<{ items: Mailing[] }> =>
  transaction(services, actor, async (db) => ({ items: await view(db, actor, await queries.listMailings(db)) }))

export const readMailing = (services: Services, actor: Staff, id: string): Promise<Mailing> =>
  transaction(services, actor, (db) => viewOne(db, actor, id))

async function addDraft(
  db: Db,
  actor: Staff,
  values: Parameters<typeof queries.insertMailing>[1],
  { requestId }: RequestFacts
): Promise<Mailing> {
  const id = await queries.insertMailing(db, values, actor.id)
  await writeEvent(db, 'mailing.changed', id)
  await writeAudit(db, actor, { action: 'mailing.created', subjectId: id, requestId })
  return viewOne(db, actor, id)
}

/** Writes a draft. */
export const createMailing = (
  services: Services,
  actor: Staff,
  body: Input<typeof createEndpoint>['body'],
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<Mailing> =>
  transaction(services, actor, (db) => once(db, services.keys, idempotent, () => addDraft(db, actor, body, facts)))

/** Makes a draft from a published announcement, with its words and where it stands on the site. */
export const mailAnnouncement = (
  services: Services,
  actor: Staff,
  id: string,
  facts: RequestFacts,
  idempotent: IdempotentRequest | null
): Promise<Mailing> =>
  transaction(services, actor, (db) =>
    once(db, services.keys, idempotent, async () => {
      const row = await findAnnouncement(db, id, { lock: true })
      if (!row) throw problems.notFound()
      if (!row.publishedAt) throw problems.conflict('Only what is published goes out by mail.')
      if (await queries.hasWaitingMailing(db, id))
        throw problems.conflict('A mailing of this announcement is being prepared already.')
      const bodyIn = ({ title, text }: AnnouncementText, page: string) => ({
        subject: title,
        text: `${text}\n\n${services.config.publicUrl}${page}#${id}`
      })
      const { countries, pt, en } = row
      const values = { name: pt.title, purpose: 'news', countries, announcementId: id } as const
      const texts = { pt: bodyIn(pt, '/avisos'), en: bodyIn(en, '/en/announcements') }
      return addDraft(db, actor, { ...values, ...texts }, facts)
    })
  )

/** Changes a draft; what was proposed stands still. */
export const updateMailing = (
  services: Services,
  actor: Staff,
  id: string,
  version: number,
  changes: Input<typeof updateEndpoint>['body'],
  facts: RequestFacts
): Promise<Mailing> =>
  transaction(services, actor, async (db) => {
    const row = await queries.findMailing(db, id)
    if (!row) throw problems.notFound()
    if (row.state !== 'draft') throw problems.conflict('Only a draft can be changed. Take it back first.')
    const editors = withEditor(row.editors, actor.id)
    if (!(await queries.updateMailing(db, id, version, { ...changes, editors }))) throw problems.versionChanged()
    await writeEvent(db, 'mailing.changed', id)
    await writeAudit(db, actor, {
      action: 'mailing.changed',
      subjectId: id,
      fields: Object.keys(changes),
      requestId: facts.requestId
    })
    return viewOne(db, actor, id)
  })

const reachOf = (db: Db, actor: Staff, row: queries.MailingRow) =>
  asSystem(db, actor, 'mailing-reach', () =>
    recipients.countReach(db, row as Parameters<typeof recipients.countReach>[1])
  )

/** How many a mailing reaches now, under the disclosure rule, country by country: two segments tell nothing by their difference. */
export const readReach = (services: Services, actor: Staff, id: string): Promise<Output<typeof countMailingReach>> =>
  transaction(services, actor, async (db) => {
    const row = await queries.findMailing(db, id)
    if (!row) throw problems.notFound()
    await limitUse(db, `mailing-reach ${actor.id}`, 86_400, REACHES_A_DAY, services.now())
    const countries = await reachOf(db, actor, row)
    const key = classKey(services.keys, 'disclosure')
    const show = (name: 'segment' | 'reached' | 'withoutConsent' | 'withoutEmail') =>
      sumOfShown(countries.map(({ country, [name]: count }) => roundOrHide(key, `mailing ${name} ${country}`, count)))
    return {
      segment: show('segment'),
      reached: show('reached'),
      withoutConsent: show('withoutConsent'),
      withoutEmail: show('withoutEmail')
    }
  })

/** Sends the text to who asks for it, with a way out that leads nowhere. */
export const testMailing = (
  services: Services,
  actor: Staff,
  id: string,
  language: InterfaceLanguage,
  facts: RequestFacts
) =>
  transaction(services, actor, async (db) => {
    const row = await queries.findMailing(db, id)
    if (!row) throw problems.notFound()
    await limitUse(db, `mailing-tests ${actor.id}`, 86_400, TESTS_PER_DAY, services.now())
    const member = await findStaff(db, services.keys, actor.id)
    const content = contentFor(row, language === 'en' ? 'eng' : 'por')
    await queueMessage(db, services, {
      channel: 'email',
      kind: 'notice',
      to: member!.email,
      subject: `[${language === 'pt' ? 'Teste' : 'Test'}] ${content.subject}`,
      text: bodyOf(content, row.purpose as Mailing['purpose'], services.config.publicUrl, services.config.name)
    })
    await writeAudit(db, actor, { action: 'mailing.tested', subjectId: id, requestId: facts.requestId })
  })

type Act = 'propose' | 'revise' | 'approve' | 'stop' | 'resendUnknown'

/** What else belongs to an act, in the same transaction. */
const effects: Record<
  Act,
  (db: Db, actor: Staff, row: queries.MailingRow) => Promise<Parameters<typeof queries.updateMailing>[3]>
> = {
  propose: async (_db, actor) => ({ proposedBy: actor.id }),
  revise: async () => ({ proposedBy: null }),
  approve: approve,
  stop: async (db, actor, { id }) => {
    await asSystem(db, actor, 'mailing-stop', () => recipients.moveRecipients(db, id, 'queued', 'stopped'))
    return { finishedAt: new Date() }
  },
  resendUnknown: async (db, actor, { id }) => {
    const count = await asSystem(db, actor, 'mailing-resend', () =>
      recipients.moveRecipients(db, id, 'unknown', 'queued')
    )
    if (count === 0) throw problems.conflict('There is no message of which it is not known whether it left.')
    return { finishedAt: null }
  }
}

/** Lets it go, if it reaches enough people. The worker then writes down who they are. */
async function approve(db: Db, actor: Staff, row: queries.MailingRow) {
  if (!mayApprove(actor.id, row))
    throw problems.conflict('Somebody approves it who neither wrote in it nor proposed it.')
  const isEnough = await asSystem(db, actor, 'mailing-approve', () =>
    recipients.reachesAtLeast(db, MAILING_LEAST, row as Parameters<typeof recipients.reachesAtLeast>[2])
  )
  if (!isEnough) throw problems.conflict(`A mailing goes to at least ${MAILING_LEAST} people; widen the segment.`)
  return { approvedBy: actor.id, startedAt: new Date() }
}

/** Moves a mailing along: proposes, takes back, approves, stops, sends again; with a version, only as it was read. */
export const moveMailing = (
  services: Services,
  actor: Staff,
  { id, version }: { id: string; version?: number },
  act: Act,
  facts: RequestFacts
): Promise<Mailing> =>
  transaction(services, actor, async (db) => {
    const row = await queries.findMailing(db, id, { lock: true })
    if (!row) throw problems.notFound()
    const state = stateAfter(act, row.state as Mailing['state'])
    if (!state) throw problems.conflict('This mailing is not in the state for that any more. Load it again.')
    if (version !== undefined && version !== row.version) throw problems.versionChanged()
    const changes = await effects[act](db, actor, row)
    await queries.updateMailing(db, id, row.version, { ...changes, state })
    await writeEvent(db, 'mailing.changed', id)
    await writeAudit(db, actor, { action: `mailing.${act}`, subjectId: id, requestId: facts.requestId })
    return viewOne(db, actor, id)
  })
