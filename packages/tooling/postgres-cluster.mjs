// Makes the database cluster, whole or not at all.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commandFor, giveTo } from './postgres-identity.mjs'

/**
 * Makes the cluster unless it is there. It is made beside its place and renamed when it is complete, so that an
 * interrupted first start leaves nothing that looks like a database.
 */
export function ensureCluster({ cluster, binaries, identity, password, fast }) {
  removeDrafts(cluster)
  if (existsSync(cluster)) {
    // The same data may have been used under another identity before, say outside a container.
    giveTo(identity, cluster)
    return
  }
  // Of our own name, because the initdb of a killed start may still be at work in its draft.
  const draft = mkdtempSync(`${cluster}.new.`)
  // The password goes by a file: arguments are visible to every user of the machine. It lies beside the draft, because
  // initdb wants an empty directory.
  const passwordFile = `${draft}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  chmodSync(passwordFile, 0o600)
  giveTo(identity, draft)
  giveTo(identity, passwordFile)
  try {
    initialise({ draft, binaries, identity, passwordFile, fast })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, cluster)
}

/** What interrupted starts have left. One that is still being written to goes next time. */
function removeDrafts(cluster) {
  const folder = path.dirname(cluster)
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(`${path.basename(cluster)}.new`))) {
    try {
      rmSync(path.join(folder, name), { recursive: true, force: true })
    } catch {
      continue
    }
  }
}

function initialise({ draft, binaries, identity, passwordFile, fast }) {
  const { command, args, options } = commandFor(identity, path.join(binaries, 'initdb'), [
    `--pgdata=${draft}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    // The builtin locale sorts alike on every machine; the ICU inside the embedded build is years old.
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(fast ? ['--no-sync'] : [])
  ])
  const result = spawnSync(command, args, { ...options, encoding: 'utf8' })
  if (result.error) throw new Error(`Cannot run initdb: ${result.error.message}`)
  if (result.status !== 0)
    throw new Error(`The database could not be made in ${draft}:\n${result.stderr || result.stdout}`)
}
