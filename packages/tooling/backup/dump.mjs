// Backups of a PostgreSQL that is not ours to copy: what `pg_dump` says, sealed as one file, and `pg_restore` to read it back.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { listDumps, readSealed, writeSealed } from './store.mjs'
import { identityIn, open } from './vault.mjs'

const nameAt = (moment) => `dump-${moment.toISOString().replace(/[-:]|\.\d+/g, '')}.age`

/** Runs a program of PostgreSQL's client package; `ended` fails with what it said when it does. */
function run(program, args, stdio) {
  const child = spawn(program, args, { stdio })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-2000)))
  const ended = new Promise((done, fail) => {
    child.once('error', () =>
      fail(new Error(`${program} is not there. Install PostgreSQL's client programs (on Debian: postgresql-client).`))
    )
    child.once('close', (code) =>
      code === 0 ? done() : fail(new Error(`${program} ended with ${code}: ${said.trim()}`))
    )
  })
  return { child, ended }
}

/** Dumps the database at `url`, as a role that every policy lets through, into `to`. */
export async function makeDump({ url, to, recipient, now = new Date() }) {
  const file = path.join(to, nameAt(now))
  const { child, ended } = run(
    'pg_dump',
    ['--format=custom', '--compress=0', '--no-password', `--dbname=${url}`],
    ['ignore', 'pipe', 'pipe']
  )
  // A dump that broke off must not stand under its name: its failure breaks the stream before the end.
  const content = child.stdout.compose(async function* (source) {
    yield* source
    await ended
  })
  await Promise.all([writeSealed(file, content, recipient), ended])
  return { file }
}

/** Reads the newest dump (or the one that is named) back into the empty database at `url`. */
export async function restoreDump({ url, from, keyFile, dump = listDumps(from).at(-1) }) {
  if (!dump) throw new Error(`There is no dump in ${from}.`)
  const identity = identityIn(readFileSync(keyFile, 'utf8'))
  await makeReady(url)
  const { child, ended } = run(
    'pg_restore',
    ['--exit-on-error', '--single-transaction', '--no-password', `--dbname=${url}`],
    ['pipe', 'ignore', 'pipe']
  )
  const content = await open(readSealed(path.join(from, dump)), identity)
  // When it ends early, `ended` says why.
  child.stdin.on('error', () => {})
  // pg_restore would take a stream that breaks off for its end: it is told only after the last byte was found right.
  const feed = (async () => {
    try {
      for await (const chunk of content)
        if (!child.stdin.write(chunk)) await new Promise((go) => child.stdin.once('drain', go))
      child.stdin.end()
    } catch (error) {
      child.kill()
      throw new Error(`${dump} is damaged or sealed for another key: ${error.message}`, { cause: error })
    }
  })()
  await Promise.all([feed, ended])
  return { dump }
}

/** A dump knows its owners by name only: the roles have to be there, and nothing else. */
async function makeReady(url) {
  const { Client } = createRequire(new URL('../../../apps/api/package.json', import.meta.url))('pg')
  const { createRoles } = await import('../../../apps/api/src/db/roles.ts')
  const client = new Client(url)
  await client.connect()
  try {
    const { rowCount } = await client.query("select from pg_namespace where nspname = 'migrations'")
    if (rowCount > 0)
      throw new Error('This database holds Ponte already. Restore into an empty one; nothing was changed.')
    await createRoles(client)
  } finally {
    await client.end()
  }
}
