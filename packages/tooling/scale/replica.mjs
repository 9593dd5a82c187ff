// A streaming replica of a running embedded PostgreSQL, on a data directory of its own.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { asSuperuser } from '../postgres-process.mjs'
import { startPostgres } from '../postgres.mjs'

/** What the copy must not have, or gets from the primary while it follows. */
const left = /(^|\/)(postmaster\.(pid|opts)|backup_label)$|(^|\/)(pg_wal|pg_replslot|pg_stat_tmp)\/.+/

/** Copies the cluster of `dataDir` into `to` while it works, and starts it as a standby. */
export async function startReplica({ dataDir, server, to }) {
  mkdirSync(to, { recursive: true })
  cpSync(path.join(dataDir, 'secrets'), path.join(to, 'secrets'), { recursive: true })
  await asSuperuser(server, async (client) => {
    await client.query("select pg_backup_start('replica', fast => true)")
    cpSync(path.join(dataDir, 'postgres'), path.join(to, 'postgres'), {
      recursive: true,
      filter: (file) => !left.test(path.relative(dataDir, file))
    })
    const { rows } = await client.query('select labelfile from pg_backup_stop(wait_for_archive => false)')
    writeFileSync(path.join(to, 'postgres/backup_label'), rows[0].labelfile, { mode: 0o600 })
  })
  writeFileSync(path.join(to, 'postgres/standby.signal'), '', { mode: 0o600 })
  const { user, password } = server.superuser
  return startPostgres({
    dataDir: to,
    settings: { primary_conninfo: `host=127.0.0.1 port=${server.port} user=${user} password=${password}` }
  })
}
