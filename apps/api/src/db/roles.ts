import pg from 'pg'

/**
 * Roles of the database. `ponte_search` owns the search keys and is never logged in to. Passwords are only set for the
 * embedded database and by an operator; a shared login takes the roles on with `set role`.
 */
export const roleNames = [
  'ponte_owner',
  'ponte_app',
  'ponte_worker',
  'ponte_loader',
  'ponte_reader',
  'ponte_backup',
  'ponte_search'
] as const

const INSUFFICIENT_PRIVILEGE = '42501'

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * Makes the roles that are missing and sets the passwords that are given. Needs a login that may create roles.
 * Safe to run again and at the same time from several places.
 */
export async function createRoles(
  client: pg.ClientBase,
  passwords: Partial<Record<string, string>> = {}
): Promise<void> {
  await client.query('select pg_advisory_lock(727001)')
  try {
    for (const name of roleNames) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
      if (rowCount === 0) await client.query(`create role ${name} nologin`)
      const password = passwords[name]
      if (password) await client.query(`alter role ${name} login password ${quoted(password)}`)
    }
    await client.query('grant ponte_search to ponte_owner')
    await client.query('alter role ponte_backup bypassrls').catch((error: unknown) => {
      // Managed servers let only their own superuser give this; anything else is a fault.
      if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error
      process.stderr.write(
        'The role ponte_backup could not get BYPASSRLS: a backup made with it stops with an error. infra/README.md says what to do.\n'
      )
    })
  } finally {
    await client.query('select pg_advisory_unlock(727001)')
  }
}

/** Makes the database, owned by `ponte_owner`, where it is missing. Safe at the same time from several places. */
export async function createDatabase(client: pg.ClientBase, database: string): Promise<void> {
  // Two at once would both find it missing.
  await client.query('select pg_advisory_lock(727001)')
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)} owner ponte_owner`)
    // Only what is missing: a migration that runs at this moment may be writing the same row of rights.
    const { rows } = await client.query<{ role: string }>(
      `select rolname as role from pg_roles r where rolname = any($2) and not exists (
         select from pg_database d, aclexplode(d.datacl) a
         where d.datname = $1 and a.grantee = r.oid and a.privilege_type = 'CONNECT')`,
      [database, roleNames]
    )
    for (const { role } of rows)
      await client.query(`grant connect on database ${client.escapeIdentifier(database)} to ${role}`)
  } finally {
    await client.query('select pg_advisory_unlock(727001)')
  }
}
