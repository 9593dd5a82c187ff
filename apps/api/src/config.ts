import fs from 'node:fs'
import path from 'node:path'
import { findPack, mozambique, packNames, readCountryFile, type Country } from './countries.ts'

/** Everything that a deployment may set, read once at start. Times carry their unit in the name. */
export interface Config {
  production: boolean
  /** A development server on loopback shows its outbox and accepts plain http. */
  development: boolean
  demo: boolean
  host: string
  port: number
  dataDir: string
  /** Where every erasure is noted beside the backups; null while no backups are set up. */
  erasuresFile: string | null
  /** Where browsers reach the product; decides cookies and links in mail. */
  publicUrl: string
  trustedProxyHops: number
  database: DatabaseConfig
  smtpUrl: string | null
  mailFrom: string
  smsUrl: string | null
  metricsToken: string | null
  name: string
  owner: { pt: string; en: string }
  institution: string
  country: string
  /** The country of origin, with its words, divisions and first posts. */
  origin: Country
  /** ISO 4217; what campaigns and programmes are counted in. */
  currency: string
  /** By whose calendar a day begins where a paper or a due date says no other zone. */
  timeZone: string
  /** More than this part of the filled seats makes a quorum of the steering committee. */
  quorumPercent: number
  /** What the notice says of the law: why the institution may keep the data, and where one complains. */
  legal: { basis: { pt: string; en: string }; complaints: { pt: string; en: string } }
  guardianBelowAge: number
  adultAge: number
  smsCountries: string[] | null
  erasureDelayDays: number
  limits: Limits
  /** How far the product's clock goes ahead of the machine's, in seconds: a test lives through days in a minute. */
  clockAheadSeconds: number
  /** Tests receive webhooks on this machine, over plain http; nowhere else may they point inside. */
  webhooksToLoopback: boolean
}

export interface DatabaseConfig {
  /** The login of the running product. */
  url: string
  /** The login that may change the schema. */
  ownerUrl: string
  workerUrl: string
  loaderUrl: string
  /** The role to take on after login, where one login serves for all. */
  roles: { app: string; worker: string; loader: string } | null
  /** A superuser of the embedded database, to make roles and the database. */
  adminUrl: string | null
  passwordsFile: string | null
  poolSize: number
  /** A streaming replica, from which figures are read. */
  replicaUrl: string | null
  /** The product's login goes through a pooler that gives out connections for one transaction, as PgBouncer does. */
  pooled: boolean
}

export interface Limits {
  proofBits: number
  codesPerContactPerDay: number
  smsPerDay: number
  smsPerPrefixPerDay: number
  smsPerPostPerDay: number
  resendSeconds: number
  registrationsPerAddressPerHour: number
  signInsPerAddressPer15Minutes: number
  /** Records that one officer may open, and contacts that one may reveal, in a day: a copy of the registry is not made by hand. */
  recordsPerOfficerPerDay: number
  revealsPerOfficerPerDay: number
  /** After this long a mail that a dead sender had in hand counts as not known; longer than an outage that a sender waits out. */
  mailLeaseSeconds: number
}

class ConfigError extends Error {}

const number = (env: NodeJS.ProcessEnv, key: string, fallback: number, min: number, max: number) => {
  const text = env[key]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max)
    throw new ConfigError(`${key} is "${text}"; it must be a whole number from ${min} to ${max}.`)
  return value
}

/** Is this name or address of a host the machine itself? */
export const isLoopback = (host: string) => ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host)

/** A fresh code list of limits; tests may relax them, production refuses to. */
function readLimits(env: NodeJS.ProcessEnv, production: boolean): Limits {
  const relaxed = Object.keys(env).filter((key) => key.startsWith('PONTE_TEST_'))
  if (production && relaxed.length > 0)
    throw new ConfigError(`${relaxed.join(', ')} relax limits for tests; unset them in production.`)
  return {
    proofBits: number(env, 'PONTE_TEST_PROOF_BITS', number(env, 'PROOF_BITS', 14, 1, 24), 1, 24),
    codesPerContactPerDay: number(env, 'PONTE_TEST_CODES_PER_CONTACT', 8, 1, 100000),
    smsPerDay: number(env, 'SMS_PER_DAY', 5000, 0, 10_000_000),
    smsPerPrefixPerDay: number(env, 'SMS_PER_PREFIX_PER_DAY', 1000, 0, 10_000_000),
    smsPerPostPerDay: number(env, 'SMS_PER_POST_PER_DAY', 1000, 0, 10_000_000),
    resendSeconds: number(env, 'PONTE_TEST_RESEND_SECONDS', 30, 0, 3600),
    registrationsPerAddressPerHour: number(env, 'PONTE_TEST_REGISTRATIONS_PER_HOUR', 60, 1, 10_000_000),
    signInsPerAddressPer15Minutes: number(env, 'PONTE_TEST_SIGN_INS', 30, 1, 10_000_000),
    recordsPerOfficerPerDay: number(env, 'RECORDS_PER_OFFICER_PER_DAY', 1000, 1, 10_000_000),
    revealsPerOfficerPerDay: number(env, 'REVEALS_PER_OFFICER_PER_DAY', 200, 1, 10_000_000),
    mailLeaseSeconds: number(env, 'PONTE_TEST_MAIL_LEASE_SECONDS', 900, 5, 86_400)
  }
}

function readZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    throw new ConfigError(`PONTE_TIME_ZONE is "${zone}"; it must be a name such as Africa/Maputo.`)
  }
}

const readLegal = (env: NodeJS.ProcessEnv, { legal: { basis, complaints } }: Country): Config['legal'] => ({
  basis: { pt: env.PONTE_LEGAL_BASIS_PT ?? basis.pt, en: env.PONTE_LEGAL_BASIS_EN ?? basis.en },
  complaints: { pt: env.PONTE_COMPLAINTS_PT ?? complaints.pt, en: env.PONTE_COMPLAINTS_EN ?? complaints.en }
})

/** The country that `ponte init` wrote into the data directory, or that PONTE_COUNTRY names, or Mozambique. */
function readOrigin(env: NodeJS.ProcessEnv): Country {
  const written = env.DATA_DIR ? readCountryFile(path.resolve(env.DATA_DIR)) : null
  const code = env.PONTE_COUNTRY
  if (!code) return written ?? mozambique
  if (written) {
    if (code === written.alpha2 || code === written.alpha3) return written
    throw new ConfigError(`PONTE_COUNTRY is ${code}, but this data directory was made for ${written.alpha3}.`)
  }
  const pack = findPack(code)
  if (!pack)
    throw new ConfigError(
      `There is no pack for PONTE_COUNTRY=${code}, only for ${packNames().join(', ')}. "npm run ponte -- init" makes one: docs/second-country.md.`
    )
  return pack
}

function readPooler(pooler: string | undefined, ownLogins: boolean): boolean {
  if (!pooler) return false
  if (pooler !== 'transaction')
    throw new ConfigError('DATABASE_POOLER can only be "transaction"; leave it out without one.')
  if (!ownLogins)
    throw new ConfigError(
      'Behind a pooler each role needs its own login: set DATABASE_OWNER_URL and DATABASE_WORKER_URL.'
    )
  return true
}

function readDatabase(env: NodeJS.ProcessEnv): DatabaseConfig {
  const url = env.DATABASE_URL
  if (!url) throw new ConfigError('DATABASE_URL is not set. Start with "npm start", which brings its own database.')
  const ownLogins = Boolean(env.DATABASE_OWNER_URL)
  return {
    url,
    ownerUrl: env.DATABASE_OWNER_URL ?? url,
    workerUrl: env.DATABASE_WORKER_URL ?? url,
    loaderUrl: env.DATABASE_LOADER_URL ?? env.DATABASE_OWNER_URL ?? url,
    roles: ownLogins ? null : { app: 'ponte_app', worker: 'ponte_worker', loader: 'ponte_loader' },
    adminUrl: env.DATABASE_ADMIN_URL ?? null,
    passwordsFile: env.DATABASE_PASSWORDS_FILE ?? null,
    poolSize: number(env, 'DATABASE_POOL_SIZE', 8, 2, 100),
    replicaUrl: env.DATABASE_REPLICA_URL ?? null,
    pooled: readPooler(env.DATABASE_POOLER, ownLogins)
  }
}

function readCurrency(env: NodeJS.ProcessEnv, origin: Country): string {
  const currency = env.PONTE_CURRENCY ?? origin.currency
  if (!/^[A-Z]{3}$/.test(currency)) throw new ConfigError('PONTE_CURRENCY must be three capitals of ISO 4217, as MZN.')
  return currency
}

/** Reads the environment, or throws an error that says which variable to mend. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const production = env.NODE_ENV === 'production'
  const host = env.HOST ?? '127.0.0.1'
  const port = number(env, 'PORT', 3000, 0, 65535)
  const publicUrl = (env.PUBLIC_URL ?? `http://${host}:${port}`).replace(/\/$/, '')
  const demo = env.PONTE_DEMO === '1'
  const hops = number(env, 'TRUSTED_PROXY_HOPS', 0, 0, 5)
  if (production && demo)
    throw new ConfigError('PONTE_DEMO fills the database with made-up people; unset it in production.')
  if (production && !publicUrl.startsWith('https://'))
    throw new ConfigError('PUBLIC_URL must be an https:// address in production, for example https://ponte.gov.mz.')
  const origin = readOrigin(env)
  const smsUrl = env.SMS_URL || null
  if (production && smsUrl && !smsUrl.startsWith('https://') && !isLoopback(new URL(smsUrl).hostname))
    throw new ConfigError('SMS_URL must be an https:// address in production, or one on this machine.')
  return {
    production,
    development:
      !production && isLoopback(host) && isLoopback(new URL(publicUrl).hostname) && hops === 0 && !env.SMTP_URL,
    demo,
    host,
    port,
    dataDir: path.resolve(env.DATA_DIR ?? '.data'),
    erasuresFile: env.PONTE_ERASURES_FILE ? path.resolve(env.PONTE_ERASURES_FILE) : null,
    publicUrl,
    trustedProxyHops: hops,
    database: readDatabase(env),
    smtpUrl: env.SMTP_URL || null,
    mailFrom: env.MAIL_FROM ?? 'Ponte <nao-responda@localhost>',
    smsUrl,
    metricsToken: env.METRICS_TOKEN || null,
    name: env.PONTE_NAME ?? 'Ponte',
    owner: { pt: env.PONTE_OWNER_PT ?? origin.owner.pt, en: env.PONTE_OWNER_EN ?? origin.owner.en },
    institution: env.PONTE_INSTITUTION ?? origin.institution,
    country: origin.alpha2,
    origin,
    currency: readCurrency(env, origin),
    timeZone: readZone(env.PONTE_TIME_ZONE ?? origin.timeZone),
    quorumPercent: number(env, 'COMMITTEE_QUORUM_PERCENT', 50, 1, 100),
    legal: readLegal(env, origin),
    guardianBelowAge: number(env, 'GUARDIAN_BELOW_AGE', origin.guardianBelowAge, 1, 21),
    adultAge: number(env, 'ADULT_AGE', origin.adultAge, 16, 25),
    smsCountries: env.SMS_COUNTRIES ? env.SMS_COUNTRIES.split(',').map((code) => code.trim().toUpperCase()) : null,
    erasureDelayDays: number(env, 'ERASURE_DELAY_DAYS', 30, 0, 90),
    limits: readLimits(env, production),
    webhooksToLoopback: env.PONTE_TEST_WEBHOOKS_TO_LOOPBACK === '1',
    clockAheadSeconds: number(env, 'PONTE_TEST_CLOCK_AHEAD_SECONDS', 0, -40_000_000, 40_000_000)
  }
}

/** The directory for secrets, readable by its user only. */
export function secretsDir(dataDir: string): string {
  const dir = path.join(dataDir, 'secrets')
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 })
  return dir
}
