import pg from 'pg'
import { mozambique } from '../src/countries.ts'
import { system } from '../src/db/actor.ts'
import { migrate } from '../src/db/migrate.ts'
import { createPool } from '../src/db/pool.ts'
import { createDatabase, createRoles } from '../src/db/roles.ts'
import { withTransaction } from '../src/db/transaction.ts'
import { insertPost } from '../src/platform/posts/posts.queries.ts'
import { editionOf, readFigures } from '../src/statistics/references/references.data.ts'
import { replaceFigures } from '../src/statistics/references/references.queries.ts'

/** Makes the database that each test file clones: roles, migrations, seeds. */
export async function prepareTestTemplate({
  adminUrl,
  passwords
}: {
  adminUrl: string
  passwords: Record<string, string>
}) {
  const client = new pg.Client(adminUrl)
  await client.connect()
  await createRoles(client, passwords)
  await createDatabase(client, 'ponte_template')
  await client.end()
  const owner = new URL(adminUrl)
  owner.username = 'ponte_owner'
  owner.password = passwords.ponte_owner!
  owner.pathname = '/ponte_template'
  await migrate(owner.href)
  await seedTemplate(owner.href)
}

/** The posts, so that every registration has one, and the outside figures. */
async function seedTemplate(ownerUrl: string) {
  const pool = createPool({ url: ownerUrl, name: 'test template', max: 1 })
  await withTransaction(pool, system('seed'), async (db) => {
    for (const post of mozambique.posts) await insertPost(db, post)
    const figures = readFigures()
    await replaceFigures(db, figures, editionOf(figures))
  })
  await pool.end()
}
