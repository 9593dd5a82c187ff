// The passwords of the database roles, made once for each data directory and readable by its user only.
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The roles that have a password of their own: the superuser, and what docs and migrations call owner, app and so on. */
const roles = ['postgres', 'ponte_owner', 'ponte_app', 'ponte_worker', 'ponte_loader', 'ponte_reader', 'ponte_backup']

/** Where the passwords of a data directory are. */
export function databaseSecretsFile(dataDir) {
  return path.join(dataDir, 'secrets', 'database.json')
}

/** Reads the passwords by role; makes those that are missing, at the first start or for a role that came later. */
export function loadDatabaseSecrets(dataDir) {
  const file = databaseSecretsFile(dataDir)
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const missing = roles.filter((role) => !known[role])
  if (missing.length === 0) return known
  const made = Object.fromEntries(missing.map((role) => [role, randomBytes(24).toString('base64url')]))
  const all = { ...known, ...made }
  writePrivately(file, `${JSON.stringify(all, null, 2)}\n`)
  return all
}

function writePrivately(file, content) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.new`
  // `flush`, because a database whose password was lost in a power cut cannot be opened again.
  writeFileSync(draft, content, { mode: 0o600, flush: true })
  chmodSync(draft, 0o600)
  renameSync(draft, file)
}
