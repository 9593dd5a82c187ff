// A base backup: a copy of the running cluster by PostgreSQL's low-level interface (its documentation, "Making a Base Backup
// Using the Low Level API"), together with the secrets of the data directory, sealed as one file.
import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pack } from 'tar-stream'
import { asSuperuser } from '../postgres-process.mjs'
import { nameAt, writeNeeds, writeSealed } from './store.mjs'

// What is made anew at each start, or comes from the segments; the directories themselves have to be there.
const emptied = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\//
const left =
  /^(postmaster\.(pid|opts)|backup_label|tablespace_map)$|(^|\/)(pgsql_tmp[^/]*|pg_internal\.init[^/]*|.*\.new\..*)$/

/**
 * Makes a base backup of the server on a data directory into `to`. The product goes on meanwhile.
 *
 * @returns {Promise<{ file: string, bytes: number, seconds: number }>} `bytes` before compression
 */
export const makeBase = ({ dataDir, server, to, recipient, now = new Date() }) =>
  // Beginning and end have to be asked for by one session; when it breaks, so does the backup.
  asSuperuser(server, async (client) => {
    const begin = Date.now()
    const { rows: settings } = await client.query('show archive_mode')
    if (settings[0].archive_mode !== 'on')
      throw new Error(
        'The database was started before backups were set up. Stop the product, start it again, and try again.'
      )
    const { rows } = await client.query("select pg_walfile_name(pg_backup_start('ponte', fast => true)) as segment")
    const archive = pack()
    const file = path.join(to, nameAt(now))
    const written = writeSealed(file, Readable.from(archive), recipient)
    let filled
    try {
      filled = await fill(archive, dataDir, client)
      archive.finalize()
    } catch (error) {
      archive.destroy(error)
      await written.catch(() => {})
      throw error
    }
    await written
    writeNeeds(file, { first: rows[0].segment, last: filled.last })
    return { file, bytes: filled.bytes, seconds: (Date.now() - begin) / 1000 }
  })

async function fill(archive, dataDir, client) {
  let bytes = await addTree(archive, dataDir, 'secrets', () => true)
  bytes += await addTree(archive, dataDir, 'postgres', (name) => !emptied.test(name) && !left.test(name))
  // Waits until the last segment that the copy needs is archived.
  const { rows } = await client.query(
    'select labelfile, spcmapfile, pg_walfile_name(lsn) as last from pg_backup_stop(wait_for_archive => true)'
  )
  await add(archive, { name: 'postgres/backup_label', mode: 0o600 }, rows[0].labelfile)
  if (rows[0].spcmapfile) throw new Error('There are table spaces outside of the data directory; move them into it.')
  return { bytes, last: rows[0].last }
}

const add = (archive, header, content) =>
  new Promise((done, fail) => archive.entry(header, content, (error) => (error ? fail(error) : done())))

/** Adds what stands below a folder. What vanishes meanwhile was made to, and the segments know of it. */
async function addTree(archive, dataDir, folder, isWanted) {
  const top = path.join(dataDir, folder)
  let bytes = 0
  for (const entry of (await readdir(top, { withFileTypes: true, recursive: true })).sort(byPath)) {
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(top, file)
    if (!isWanted(name)) continue
    const found = await lstat(file).catch(() => undefined)
    if (found?.isDirectory()) await add(archive, { name: `${folder}/${name}`, type: 'directory', mode: 0o700 })
    else if (found?.isFile()) bytes += await addFile(archive, file, `${folder}/${name}`, found.size)
  }
  return bytes
}

const byPath = (a, b) => (path.join(a.parentPath, a.name) < path.join(b.parentPath, b.name) ? -1 : 1)

/** As many bytes as the file had when it was looked at: what grows is in the segments, what shrinks is filled up with zeros. */
async function addFile(archive, file, name, size) {
  const ended = Promise.withResolvers()
  const entry = archive.entry({ name, size, mode: 0o600 }, (error) => (error ? ended.reject(error) : ended.resolve()))
  let missing = size
  try {
    if (size > 0)
      for await (const chunk of createReadStream(file, { end: size - 1, highWaterMark: 1 << 20 })) {
        missing -= chunk.length
        await write(entry, chunk)
      }
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  for (; missing > 0; missing -= Math.min(missing, 1 << 20))
    await write(entry, Buffer.alloc(Math.min(missing, 1 << 20)))
  entry.end()
  await ended.promise
  return size
}

const write = (entry, chunk) => (entry.write(chunk) ? undefined : new Promise((done) => entry.once('drain', done)))
