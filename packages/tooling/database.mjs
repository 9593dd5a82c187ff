// Which database a command works on: the one of DATABASE_URL, or the embedded one of the data directory. Both end up as
// the same settings in the environment, so that the API does not know the difference.
import { keepBackups } from './backup/daily.mjs'
import { erasuresFile, readSettings } from './backup/store.mjs'
import { isAlive, lockHolder } from './lock.mjs'
import { ponteLockFile } from './places.mjs'
import { startPostgres } from './postgres.mjs'
import { databaseSecretsFile } from './secrets.mjs'

const urlsOfRoles = {
  DATABASE_OWNER_URL: 'ponte_owner',
  DATABASE_URL: 'ponte_app',
  DATABASE_WORKER_URL: 'ponte_worker',
  DATABASE_LOADER_URL: 'ponte_loader',
  DATABASE_READER_URL: 'ponte_reader'
}

/** The settings by which the API or a worker finds an embedded database. */
export function settingsFor(server, dataDir) {
  const urls = Object.entries(urlsOfRoles).map(([setting, role]) => [
    setting,
    server.url(role, server.passwords[role], 'ponte')
  ])
  return {
    // The roles and the database "ponte" are made through this one, at the first start.
    DATABASE_ADMIN_URL: server.url(server.superuser.user, server.superuser.password, 'postgres'),
    DATABASE_PASSWORDS_FILE: databaseSecretsFile(dataDir),
    ...Object.fromEntries(urls)
  }
}

/**
 * For a server that stays: opens the database, writes where it is into `environment`, and starts PostgreSQL again on the
 * same port when it dies. `close` stops it; `abandon` tells it to stop without waiting.
 */
export async function openDatabase({ dataDir, environment }) {
  const backups = readSettings(dataDir)
  if (backups) environment.PONTE_ERASURES_FILE ??= erasuresFile(backups.to)
  if (environment.DATABASE_URL) return { close: async () => {}, abandon: () => {} }
  let server = await startPostgres({ dataDir })
  Object.assign(environment, settingsFor(server, dataDir))
  const guard = guardPostgres(dataDir, server, (restarted) => (server = restarted))
  const keeper = backups && keepBackups({ dataDir, server: () => server, environment, ...backups })
  return {
    async close() {
      await keeper?.stop()
      await guard.stop()
      await server.stop()
    },
    abandon() {
      if (isAlive(server.pid)) process.kill(server.pid, 'SIGINT')
    }
  }
}

/**
 * For one command: uses the database that runs, or runs it for as long as the command takes. It is left alone at the end
 * when it was there before, or when `npm start` has taken it over in the meantime.
 */
export async function borrowDatabase({ dataDir, environment }) {
  if (environment.DATABASE_URL) return { giveBack: async () => {} }
  const server = await startPostgres({ dataDir })
  Object.assign(environment, settingsFor(server, dataDir))
  return {
    async giveBack() {
      if (!server.adopted && lockHolder(ponteLockFile(dataDir)) === undefined) await server.stop()
    }
  }
}

/** A killed PostgreSQL comes back by itself: whoever holds a connection pool only has to connect again. */
function guardPostgres(dataDir, server, onRestart) {
  let { pid } = server
  let restarting
  const timer = setInterval(() => {
    if (restarting || isAlive(pid)) return
    console.error('PostgreSQL is gone; starting it again.')
    restarting = startPostgres({ dataDir, port: server.port })
      .then((restarted) => {
        pid = restarted.pid
        onRestart(restarted)
      })
      .catch((error) => console.error(error.message))
      .finally(() => (restarting = undefined))
  }, 200)
  return {
    async stop() {
      clearInterval(timer)
      await restarting
    }
  }
}
