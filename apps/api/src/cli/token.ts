import { buildApp } from '../app.ts'
import { system } from '../db/actor.ts'
import { insertSession } from '../platform/sessions/sessions.queries.ts'
import { signAccessToken } from '../platform/sessions/tokens.ts'
import { transaction, type Services } from '../services.ts'
import { identities, seedIdentities } from './seed.ts'

/** An access token for a made-up identity, for tests from outside. Refused in production by the seed. */
export async function tokenFor(services: Services, name: string): Promise<string> {
  const found = identities.find(({ identity }) => identity === name)
  if (!found)
    throw new Error(
      `There is no identity "${name}". There are: ${identities.map(({ identity }) => identity).join(', ')}.`
    )
  // The accounts are made only for a name that exists: one of them is an administrator.
  await seedIdentities(services)
  const app = await buildApp(services, { web: false })
  try {
    const session = await transaction(services, system('token'), (db) =>
      insertSession(db, services.keys, services.now(), found.kind, found.id)
    )
    return signAccessToken(app, session)
  } finally {
    await app.close()
  }
}
