// Where backups lie: <to>/base-<moment>.age, a copy of the whole cluster and its secrets, and <to>/wal/<segment>.age, what
// was written since. Nothing stands under its name before it is whole and on the disk.
import { createReadStream, createWriteStream, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { closeSync, fsyncSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { seal } from './vault.mjs'

const settingsFile = (dataDir) => path.join(dataDir, 'backup.json')

/** Where the backups of a data directory go and to which public key: { to, recipient }, or undefined while there are none. */
export function readSettings(dataDir) {
  const file = settingsFile(dataDir)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

export function writeSettings(dataDir, settings) {
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(settingsFile(dataDir), `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600, flush: true })
}

export const walFile = (to, segment) => path.join(to, 'wal', `${segment}.age`)
export const erasuresFile = (to) => path.join(to, 'erasures.txt')

/** The base backups in a place, oldest first: { name, file, at }. */
export function listBases(to) {
  if (!existsSync(to)) return []
  return readdirSync(to)
    .filter((name) => /^base-\d{8}T\d{6}Z\.age$/.test(name))
    .sort()
    .map((name) => ({ name, file: path.join(to, name), at: momentIn(name) }))
}

const momentIn = (name) =>
  new Date(name.replace(/^(?:base|dump)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.age$/, '$1-$2-$3T$4:$5:$6Z'))

/** The name of a base backup begun at a moment. */
export const nameAt = (moment) => `base-${moment.toISOString().replace(/[-:]|\.\d+/g, '')}.age`

const needsFile = (base) => base.replace(/\.age$/, '.json')

/** Which segments a base backup needs to be whole: from the first to the last. */
export const writeNeeds = (base, { first, last }) =>
  writeFileSync(needsFile(base), JSON.stringify({ first, last }), { mode: 0o600, flush: true })
export const readNeeds = (base) =>
  existsSync(needsFile(base)) ? JSON.parse(readFileSync(needsFile(base), 'utf8')) : undefined

/** Seals a stream into a file, whole or not at all. */
export async function writeSealed(file, content, recipient) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.new`
  try {
    await pipeline(await seal(content, recipient), createWriteStream(draft, { mode: 0o600 }))
    sync(draft)
    renameSync(draft, file)
    sync(path.dirname(file))
  } finally {
    rmSync(draft, { force: true })
  }
}

export const readSealed = (file) => createReadStream(file)

function sync(place) {
  const handle = openSync(place, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** How long backups are kept: what somebody had erased must be gone from them as well, after at most 35 days. */
export function keptDays(environment) {
  const days = Number(environment.PONTE_BACKUP_DAYS || 28)
  if (Number.isInteger(days) && days >= 1 && days <= 35) return days
  throw new Error(`PONTE_BACKUP_DAYS is "${environment.PONTE_BACKUP_DAYS}"; it must be a whole number from 1 to 35.`)
}

/** The dumps of an outside database in a place, oldest first. */
export const listDumps = (to) =>
  existsSync(to)
    ? readdirSync(to)
        .filter((name) => /^dump-\d{8}T\d{6}Z\.age$/.test(name))
        .sort()
    : []

/** Takes away dumps older than `days`, but never the newest. Returns how many. */
export function forgetOldDumps(to, days, now = new Date()) {
  const old = listDumps(to)
    .slice(0, -1)
    .filter((name) => now - momentIn(name) > days * 86_400_000)
  for (const name of old) rmSync(path.join(to, name))
  return old.length
}

/** Takes away bases older than `days`, but never the newest, and the segments that only they needed. Returns how many. */
export function forgetOld(to, days, now = new Date()) {
  const bases = listBases(to)
  const old = bases.slice(0, -1).filter(({ at }) => now - at > days * 86_400_000)
  for (const { file } of old) {
    rmSync(file)
    rmSync(needsFile(file), { force: true })
  }
  const [oldest] = listBases(to)
  const start = oldest && readNeeds(oldest.file)?.first
  const folder = path.join(to, 'wal')
  if (start && existsSync(folder))
    for (const name of readdirSync(folder))
      // By place in the log, whatever the timeline: the first eight figures. Histories are small and stay.
      if (/^[0-9A-F]{24}\./.test(name) && name.slice(8, 24) < start.slice(8)) rmSync(path.join(folder, name))
  return old.length
}
