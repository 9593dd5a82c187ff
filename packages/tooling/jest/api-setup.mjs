// Once per run of the API's tests: one PostgreSQL, and in it the template database from which every test file clones its
// own. The connection facts go to the workers in PONTE_TEST_DB.
import { startPostgres } from '../postgres.mjs'
import { loadDatabaseSecrets } from '../secrets.mjs'
import { makeThrowAwayDirectory, removeLeftovers, throwAway } from '../throw-away.mjs'

export default async function setUp() {
  removeLeftovers()
  const directory = makeThrowAwayDirectory()
  const given = process.env.TEST_DATABASE_ADMIN_URL
  const server = given ? serverBehind(given, directory) : await ownServer(directory)
  globalThis.tearDownApiTests = async () => {
    await server.stop()
    throwAway(directory)
  }
  try {
    const { prepareTestTemplate } = await import('../../../apps/api/test/template.ts')
    await prepareTestTemplate({ adminUrl: server.adminUrl, passwords: server.passwords })
  } catch (error) {
    await globalThis.tearDownApiTests()
    throw error
  }
  const { host, port, superuser, passwords } = server
  process.env.PONTE_TEST_DB = JSON.stringify({ host, port, superuser, passwords })
}

async function ownServer(directory) {
  // Jest does not tear down after a signal.
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129]
  ]) {
    process.once(signal, () => {
      throwAway(directory)
      process.exit(exitCode)
    })
  }
  const server = await startPostgres({ dataDir: directory, fast: true })
  const { user, password } = server.superuser
  return { ...server, host: '127.0.0.1', adminUrl: server.url(user, password, 'postgres') }
}

/** A server that somebody else runs: we only need passwords for the roles that the template makes on it. */
function serverBehind(adminUrl, directory) {
  const { hostname, port, username, password } = new URL(adminUrl)
  return {
    adminUrl,
    host: hostname,
    port: Number(port || 5432),
    superuser: { user: decodeURIComponent(username), password: decodeURIComponent(password) },
    passwords: loadDatabaseSecrets(directory),
    stop: async () => {}
  }
}
