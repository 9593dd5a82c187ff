import crypto from 'node:crypto'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { buildApp } from '../src/app.ts'
import { readConfig, type Config } from '../src/config.ts'
import { system } from '../src/db/actor.ts'
import { createPool } from '../src/db/pool.ts'
import { testKeys } from '../src/keys.ts'
import { createAddressUses } from '../src/platform/sessions/addresses.limits.ts'
import { listOutbox } from '../src/platform/messages/messages.queries.ts'
import { transaction, type Services } from '../src/services.ts'

interface TestServer {
  host: string
  port: number
  superuser: { user: string; password: string }
  passwords: Record<string, string>
}

const server = () => JSON.parse(process.env.PONTE_TEST_DB!) as TestServer

const urlFor = (role: string, database: string) => {
  const { host, port, superuser, passwords } = server()
  const password = role === superuser.user ? superuser.password : passwords[role]!
  return `postgres://${role}:${encodeURIComponent(password)}@${host}:${port}/${database}`
}

async function asSuperuser(work: (client: pg.Client) => Promise<unknown>, database = 'postgres') {
  const client = new pg.Client(urlFor(server().superuser.user, database))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export type Answer = LightMyRequestResponse

export interface TestProduct {
  app: FastifyInstance
  services: Services
  /** The same services as the worker's role. */
  worker: Services
  config: Config
  /** Moves the product's clock. */
  clock: { at: Date; forward(ms: number): void }
  url(role: string): string
  /** Runs SQL as a superuser: only to look at what is stored, or to break it on purpose. */
  sql<T extends pg.QueryResultRow = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>
  /** A request as JSON, like a browser of the own site sends it. */
  send(method: InjectOptions['method'], url: string, options?: Omit<InjectOptions, 'method' | 'url'>): Promise<Answer>
  newestMessage(to: string): Promise<{ text: string; subject: string; channel: string } | undefined>
  close(): Promise<void>
}

const logged: unknown[] = []
/** What the product logged during the tests, for those that look for personal data in it. */
export const logLines = () => logged

/** The whole product on a fresh copy of the template database, without a socket. */
export async function startTestProduct(overrides: Partial<Config> = {}): Promise<TestProduct> {
  const database = `t_${crypto.randomBytes(6).toString('hex')}`
  await asSuperuser((client) =>
    client.query(`create database ${database} template ponte_template strategy file_copy owner ponte_owner`)
  )
  const url = (role: string) => urlFor(role, database)
  const read = readConfig({
    DATABASE_URL: url('ponte_app'),
    DATABASE_OWNER_URL: url('ponte_owner'),
    DATABASE_WORKER_URL: url('ponte_worker'),
    DATABASE_LOADER_URL: url('ponte_loader'),
    PONTE_TEST_PROOF_BITS: '4',
    PONTE_TEST_CODES_PER_CONTACT: '8',
    PONTE_TEST_REGISTRATIONS_PER_HOUR: '100000',
    PONTE_TEST_SIGN_INS: '100000',
    PONTE_TEST_RESEND_SECONDS: '30'
  })
  const config = { ...read, ...overrides, limits: { ...read.limits, ...overrides.limits } }
  const clock = {
    at: new Date('2026-11-23T10:00:00Z'),
    forward: (ms: number) => void (clock.at = new Date(clock.at.getTime() + ms))
  }
  const note = (...args: unknown[]) => void logged.push(args)
  const common = {
    config,
    keys: testKeys(),
    now: () => clock.at,
    addressUses: createAddressUses(),
    log: { info: note, warn: note, error: note }
  }
  const services: Services = { ...common, pool: createPool({ url: url('ponte_app'), name: 'test app', max: 6 }) }
  const worker: Services = { ...common, pool: createPool({ url: url('ponte_worker'), name: 'test worker', max: 2 }) }
  const app = await buildApp(services, { backpressure: false, web: false })
  await app.ready()
  return {
    app,
    services,
    worker,
    config,
    clock,
    url,
    sql: <T extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      asSuperuser(async (client) => (await client.query<T>(text, values)).rows, database) as Promise<T[]>,
    send: (method, path, options = {}) =>
      app.inject({
        method: method!,
        url: `/api/v1${path}`,
        ...options,
        headers: { 'sec-fetch-site': 'same-origin', ...options.headers }
      }),
    async newestMessage(to) {
      const items = await transaction(worker, system('test'), (db) => listOutbox(db, services.keys))
      return items.find((item) => item.to === to)
    },
    async close() {
      await app.close()
      await Promise.all([services.pool.end(), worker.pool.end()])
      await asSuperuser((client) => client.query(`drop database ${database} with (force)`))
    }
  }
}
