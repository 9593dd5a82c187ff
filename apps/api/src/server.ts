import Fastify, { type FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { needsAdministrator, prepare, seedPosts } from './cli/initial.ts'
import { readConfig, type Config } from './config.ts'
import { createPool } from './db/pool.ts'
import type { Keys } from './keys.ts'
import { loggerOptions } from './plugins/logging.ts'
import { createAddressUses } from './platform/sessions/addresses.limits.ts'
import { createAdminLink } from './platform/staff/staff.commands.ts'
import type { Services } from './services.ts'
import { seedReferences } from './statistics/references/references.commands.ts'
import { startWorker } from './worker.ts'

const silent = { info() {}, warn() {}, error() {} }
const SEED_DEMO = 20_000

/** What the features work with, on one pool. */
export function createServices(config: Config, keys: Keys, kind: 'app' | 'worker' = 'app'): Services {
  const { database, clockAheadSeconds } = config
  const pool = createPool({
    url: kind === 'app' ? database.url : database.workerUrl,
    role: database.roles?.[kind] ?? null,
    max: kind === 'app' ? database.poolSize : 3,
    statementTimeoutMs: kind === 'app' ? 4000 : 60_000,
    pooled: kind === 'app' && database.pooled,
    name: `ponte ${kind}`
  })
  const replica =
    kind === 'app' && database.replicaUrl
      ? createPool({ url: database.replicaUrl, role: database.roles?.app ?? null, max: 2, name: 'ponte figures' })
      : null
  const now = () => new Date(Date.now() + clockAheadSeconds * 1000)
  return { pool, replica, config, keys, now, addressUses: createAddressUses(), log: silent }
}

async function listen(app: FastifyInstance, { host, port }: Config) {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new Error(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`, {
        cause: error
      })
    throw error
  }
}

async function seedDemo(services: Services) {
  const { seedRegistrants, seedIdentities, seedHelpers, seedCampaigns, seedStory, countSeeded, DEMO_STAFF } =
    await import('./cli/seed.ts')
  if ((await countSeeded(services)) === 0) {
    console.log(`Making up ${SEED_DEMO.toLocaleString('en')} people for the demonstration…`)
    await seedRegistrants(services, { count: SEED_DEMO, log: () => {} })
  }
  await seedIdentities(services)
  await seedHelpers(services)
  // Before the worker looks which way people came.
  await seedCampaigns(services)
  await seedStory(services)
  console.log(`Made-up staff, to sign in as at ${services.config.publicUrl}/equipa:\n${DEMO_STAFF}`)
}

/** The worker without the API, as a process of its own. */
async function runWorkerOnly(config: Config, keys: Keys) {
  const background = createServices(config, keys, 'worker')
  background.log = Fastify({ logger: loggerOptions(config) }).log
  const worker = await startWorker(background)
  console.log(`${config.name}: the worker is ready.`)
  const close = async () => {
    await worker.stop()
    await background.pool.end()
  }
  return { close, address: '' }
}

/**
 * Starts API and worker in one process, or with PONTE_WORKER the API alone ("off") or the worker alone ("only"). Returns
 * how to stop them: what runs is finished first, 10 s at most.
 */
export async function main(env: NodeJS.ProcessEnv): Promise<{ close(): Promise<void>; address: string }> {
  const config = readConfig(env)
  const keys = await prepare(config, (line) => console.log(line))
  if (env.PONTE_WORKER === 'only') return runWorkerOnly(config, keys)
  const services = createServices(config, keys)
  const background = createServices(config, keys, 'worker')
  const app = await buildApp(services, { logger: true })
  services.log = app.log
  background.log = app.log
  await seedPosts(services)
  await seedReferences(services)
  if (config.demo) await seedDemo(services)
  const worker = env.PONTE_WORKER === 'off' ? null : await startWorker(background)
  const address = await listen(app, config)
  console.log(`\n${config.name} is ready: ${config.publicUrl.endsWith(':0') ? address : config.publicUrl}`)
  if (await needsAdministrator(services)) {
    console.log('There is no administrator yet. This link makes one; it works once, for 24 hours:')
    console.log(await createAdminLink(services))
  }
  const close = async () => {
    await app.close()
    await worker?.stop()
    await Promise.all([services.pool.end(), services.replica?.end(), background.pool.end()])
  }
  return { close, address }
}
