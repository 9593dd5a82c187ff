import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { remindOfActions } from './governance/actions/actions.jobs.ts'
import { askForOutcomes } from './programmes/outcomes/outcomes.jobs.ts'
import { measureLiveIndicators } from './governance/indicators/indicators.jobs.ts'
import { registryFigures } from './governance/indicators/liveFigures.ts'
import { clockAheadSeconds } from './platform/system/clock.ts'
import { BATCH as AUDIT_BATCH, chainAudit } from './platform/audit/audit.jobs.ts'
import { createGateway, type Gateway } from './platform/messages/gateway.ts'
import { sendQueuedMessages } from './platform/messages/messages.jobs.ts'
import { MESSAGES_CHANNEL } from './platform/messages/messages.queries.ts'
import { sendDeliveries, tellWebhooks } from './platform/webhooks/webhooks.jobs.ts'
import { createSender } from './platform/webhooks/webhooks.sender.ts'
import { beginNights, listDueSteps, runStep, type NightlyStep } from './nights.ts'
import { clearingSteps } from './registry/nightly.jobs.ts'
import { createLedgerJob } from './registry/record/erasureLedger.commands.ts'
import { handOverAlerts } from './outreach/alerts/alerts.jobs.ts'
import { sendMailings } from './outreach/mailings/mailings.jobs.ts'
import { answerTime } from './outreach/questions/answerTime.ts'
import { attributeRegistrations } from './outreach/results/attribution.jobs.ts'
import { moveRegistrantsToPosts } from './registry/registrants/jurisdiction.jobs.ts'
import { createLookBack } from './db/lookBack.ts'
import { sqlState } from './db/transaction.ts'
import type { Services } from './services.ts'

const POLL_MS = 1000
const LEDGER_MS = 5000
/** How often it looks what a night has left to do. */
const NIGHTS_MS = 600_000
const CLOCK_MS = 60_000

/** One after the other, as they stand here: what clears up comes first. */
const nightlySteps: readonly NightlyStep[] = [
  ...clearingSteps,
  { name: 'reminders', run: async (services) => ({ actions: await remindOfActions(services) }) },
  { name: 'outcomes', run: async (services) => ({ outcomes: await askForOutcomes(services) }) },
  {
    name: 'indicators',
    run: async (services) => ({ measured: await measureLiveIndicators(services, [...registryFigures, answerTime]) })
  }
]

/** Runs a job again and again, never twice at once; a failure is noted and the next round tries again. */
function every(ms: number, services: Services, name: string, work: () => Promise<unknown>) {
  let running: Promise<unknown> | undefined
  const tick = () => {
    running ??= work()
      .catch((error: Error) =>
        services.log.warn({ job: name, sqlState: sqlState(error), type: error.name }, 'job failed')
      )
      .finally(() => (running = undefined))
    return running
  }
  const timer = setInterval(() => void tick(), ms)
  return { tick, stop: async () => (clearInterval(timer), await running) }
}

/** Wakes the sender at once when a message is queued; without the connection, polling goes on. */
async function listen(url: string, role: string | null, onMessage: () => void) {
  let client: pg.Client | undefined
  let stopped = false
  const connect = async (): Promise<void> => {
    if (stopped) return
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'ponte listener',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      ...(role ? { options: `-c role=${role}` } : {})
    })
    let isLost = false
    // A connection that is cut says so twice: first the error, then the end.
    const again = () => {
      if (isLost || stopped) return
      isLost = true
      setTimeout(() => void connect(), 1000).unref()
    }
    fresh.on('error', again)
    fresh.on('notification', onMessage)
    try {
      await fresh.connect()
      await fresh.query(`listen ${MESSAGES_CHANNEL}`)
      client = fresh
    } catch {
      again()
    }
  }
  await connect()
  return async () => {
    stopped = true
    await client?.end().catch(() => {})
  }
}

/** The background worker: sends messages, calls webhooks, chains the audit, moves registrants, clears up at night. */
export async function startWorker(
  services: Services,
  gateway: Gateway = createGateway(services)
): Promise<{ stop(): Promise<void> }> {
  const { database } = services.config
  const role = database.roles?.worker ?? null
  let stopping = false
  const sender = every(POLL_MS, services, 'messages', () => sendQueuedMessages(services, gateway, () => stopping))
  let isCaughtUp = false
  const auditBackMs = createLookBack()
  const chainer = every(POLL_MS, services, 'audit-chain', async () => {
    const backMs = isCaughtUp ? auditBackMs() : Infinity
    let chained: number
    do chained = await chainAudit(services, backMs)
    while (chained === AUDIT_BATCH && !stopping)
    isCaughtUp ||= chained === 0
  })
  const mover = every(POLL_MS * 2, services, 'jurisdiction', () => moveRegistrantsToPosts(services))
  const eventsBackMs = createLookBack()
  const attributor = every(POLL_MS * 2, services, 'attribution', () => attributeRegistrations(services, eventsBackMs()))
  const mailer = every(POLL_MS, services, 'mailings', () => sendMailings(services, gateway, () => stopping))
  const alerter = every(POLL_MS, services, 'alerts', () => handOverAlerts(services))
  const { erasuresFile } = services.config
  const ledger =
    erasuresFile === null
      ? undefined
      : every(LEDGER_MS, services, 'erasure-ledger', createLedgerJob(services, erasuresFile))
  const toWebhooks = createSender({ toLoopback: services.config.webhooksToLoopback })
  const teller = every(POLL_MS, services, 'webhooks-events', () => tellWebhooks(services))
  const caller = every(POLL_MS, services, 'webhooks', () => sendDeliveries(services, toWebhooks, () => stopping))
  const unlisten = await listen(database.workerUrl, role, () => void sender.tick())
  const boss = new PgBoss({
    connectionString: database.workerUrl,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    max: 2,
    application_name: 'ponte jobs',
    ...(role ? { options: `-c role=${role}` } : {})
  })
  boss.on('error', (error) => services.log.warn({ reason: error.message }, 'job queue'))
  await boss.start()
  const names = nightlySteps.map(({ name }) => name)
  await beginNights(services, names)
  // By a wrong clock things would be cleared away that are not due; the night is made up when the clock is right.
  const isClockRight = async () => (await clockAheadSeconds(services)) === 0
  await boss.work<{ step: string }>('nights', async ([job]) => {
    const step = nightlySteps.find(({ name }) => name === job!.data.step)
    if (!step || !(await isClockRight())) return
    await runStep(services, step).catch((error: Error) => {
      services.log.warn({ step: step.name, sqlState: sqlState(error), type: error.name }, 'nightly step failed')
      throw error
    })
  })
  const nights = every(NIGHTS_MS, services, 'nights', async () => {
    if (!(await isClockRight())) return
    for (const step of await listDueSteps(services, names)) await boss.send('nights', { step }, { singletonKey: step })
  })
  void nights.tick()
  const clock = every(CLOCK_MS, services, 'clock', isClockRight)
  return {
    async stop() {
      stopping = true
      await Promise.all([
        sender.stop(),
        chainer.stop(),
        mover.stop(),
        attributor.stop(),
        mailer.stop(),
        alerter.stop(),
        teller.stop(),
        caller.stop(),
        ledger?.stop(),
        nights.stop(),
        clock.stop(),
        unlisten(),
        boss.stop({ graceful: true, timeout: 5000 })
      ])
    }
  }
}
