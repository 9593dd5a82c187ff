// A restore: the newest base backup is opened into an empty data directory, PostgreSQL plays back every segment that was
// archived since, and what was erased in the meantime is erased again.
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import { asSuperuser } from '../postgres-process.mjs'
import { startPostgres } from '../postgres.mjs'
import { shellCommand } from './archiving.mjs'
import { listBases, readSealed } from './store.mjs'
import { identityIn, open } from './vault.mjs'

/**
 * Restores the newest base backup in `from` (or the one that is named) into `dataDir`, which must not hold a database.
 *
 * @returns {Promise<{ base: string, lastCommit: Date | null, seconds: number }>}
 */
export async function restore({ dataDir, from, keyFile, base, log = () => {} }) {
  const begin = Date.now()
  const chosen = base ? listBases(from).find(({ name }) => name === base) : listBases(from).at(-1)
  if (!chosen) throw new Error(`There is no base backup${base ? ` called ${base}` : ''} in ${from}.`)
  const cluster = path.join(dataDir, 'postgres')
  if (existsSync(cluster))
    throw new Error(`${dataDir} holds a database already. Set DATA_DIR to an empty directory; nothing was changed.`)
  const identity = identityIn(readFileSync(keyFile, 'utf8'))
  mkdirSync(dataDir, { recursive: true })
  const draft = path.join(dataDir, 'restoring')
  rmSync(draft, { recursive: true, force: true })
  log(`Opening ${chosen.name} …`)
  try {
    await unpack(await open(readSealed(chosen.file), identity), draft)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw new Error(`${chosen.file} is damaged or sealed for another key: ${error.message}`, { cause: error })
  }
  log('Playing back what was written since …')
  const lastCommit = await playBack({ dataDir, draft, from, keyFile })
  return { base: chosen.name, lastCommit, seconds: (Date.now() - begin) / 1000 }
}

async function unpack(archive, target) {
  const files = extract()
  files.on('entry', (header, content, next) => {
    const place = path.join(target, header.name)
    // Only our own key seals, but a name that leads outside is refused all the same.
    if (!place.startsWith(`${target}${path.sep}`)) return next(new Error(`a name leads outside: ${header.name}`))
    mkdirSync(header.type === 'directory' ? place : path.dirname(place), { recursive: true, mode: 0o700 })
    if (header.type === 'directory') {
      content.on('end', next).resume()
      return
    }
    pipeline(content, createWriteStream(place, { mode: 0o600 })).then(() => next(), next)
  })
  await pipeline(archive, files)
  if (!existsSync(path.join(target, 'postgres/backup_label'))) throw new Error('its end is missing')
}

/** Runs the cluster until it has caught up. Only then it stands under its own name. */
async function playBack({ dataDir, draft, from, keyFile }) {
  mkdirSync(path.join(draft, 'postgres/pg_wal'), { recursive: true, mode: 0o700 })
  writeFileSync(path.join(draft, 'postgres/recovery.signal'), '')
  const fetcher = path.join(import.meta.dirname, 'fetch.mjs')
  const restoreCommand = shellCommand(process.execPath, fetcher, path.resolve(from), '%f', '%p', path.resolve(keyFile))
  const server = await startPostgres({
    dataDir: draft,
    settings: { restore_command: restoreCommand, recovery_target_timeline: 'latest', archive_mode: 'off' }
  })
  let lastCommit
  try {
    lastCommit = await caughtUp(server, path.join(draft, 'postgres.log'))
  } finally {
    await server.stop()
  }
  // The database last: where it stands, the restore is complete.
  for (const name of ['secrets', 'postgres']) move(path.join(draft, name), path.join(dataDir, name))
  rmSync(draft, { recursive: true, force: true })
  return lastCommit
}

const move = (source, target) => {
  // A secrets folder that a first start left behind belongs to no data.
  rmSync(target, { recursive: true, force: true })
  renameSync(source, target)
}

/** Waits until every segment is played back: the server answers long before. A segment that does not open ends the server. */
const caughtUp = (server, log) =>
  asSuperuser(server, async (client) => {
    for (;;) {
      const { rows } = await client.query(
        'select pg_is_in_recovery() as behind, pg_last_xact_replay_timestamp() as last'
      )
      if (!rows[0].behind) return rows[0].last
      await sleep(100)
    }
  }).catch((error) => {
    const said = readFileSync(log, 'utf8').trim().split('\n').slice(-6).join('\n')
    throw new Error(`The database did not catch up (${error.message}). Its log ends with:\n${said}`, { cause: error })
  })
