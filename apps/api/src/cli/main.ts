import { createServices } from '../server.ts'
import { readConfig } from '../config.ts'
import { packNames } from '../countries.ts'
import type { Role } from '@ponte/schema'
import { roles } from '@ponte/schema'
import { system } from '../db/actor.ts'
import { createAdminLink, createStaff } from '../platform/staff/staff.commands.ts'
import { transaction, type Services } from '../services.ts'
import { listPosts } from '../platform/posts/posts.queries.ts'
import { initCountry, INIT_OPTIONS } from './init.ts'
import { prepare, seedPosts } from './initial.ts'

const HELP = `npm run ponte -- <command>

  init --country CPV            make an empty deployment another country's (packs: ${packNames().join(', ')})
       [--name-pt N] [--name-en N] [--owner-pt O] [--owner-en O] [--institution I]
       [--currency CVE] [--time-zone Atlantic/Cape_Verde] [--pack FOLDER] [--alpha2 CV]
  migrate                       bring the database up to date
  admin-link                    print a one-time link that makes an administrator
  create-staff --name N --email E --role R [--post "Name of the post"]
                                add a member of staff and send the invitation (roles: ${roles.join(', ')})
  seed --registrants N          add N made-up people with five years of history
  seed --identities             add one made-up account per role, for tests from outside
  token <identity>              print an access token for one of them
  erase-again <file>            erase again, after a restore, who stands in the ledger of erasures
  check-audit                   look for a break in the chain of the audit

  backup-key [--to PLACE]       set up backups, sealed to a new key, which is printed once
  backup                        make a backup of everything, now
  restore --from PLACE --key FILE [--base NAME]
                                read the newest one back into an empty DATA_DIR or database
`

const takesWord = new Set(['token', 'erase-again'])

/** The options that each command takes. */
const OPTIONS: Record<string, readonly string[]> = {
  init: INIT_OPTIONS,
  'create-staff': ['name', 'email', 'role', 'post'],
  seed: ['registrants', 'identities']
}

/** "--name value" pairs, of those that the command knows. */
function readOptions(command: string, args: string[]): Record<string, string> {
  const options: Record<string, string> = {}
  for (let i = 0; i < args.length; i++) {
    const name = /^--([a-z0-9-]+)$/.exec(args[i]!)?.[1]
    if (!name || !OPTIONS[command]?.includes(name))
      throw new Error(`${command} has no option "${args[i]}". Nothing was done.\n\n${HELP}`)
    options[name] = args[i + 1]?.startsWith('--') === false ? args[++i]! : 'true'
  }
  return options
}

async function addStaff(services: Services, { name, email, role, post }: Record<string, string>) {
  if (!name || !email || !role) throw new Error('create-staff needs --name, --email and --role.')
  if (!(roles as readonly string[]).includes(role))
    throw new Error(`There is no role "${role}"; choose one of ${roles.join(', ')}.`)
  const posts = await transaction(services, system('console'), listPosts)
  const found = post ? posts.find((candidate) => candidate.name.toLowerCase() === post.toLowerCase()) : undefined
  if (post && !found)
    throw new Error(`There is no post "${post}". The posts are:\n${posts.map((p) => `  ${p.name}`).join('\n')}`)
  if (role === 'officer' && !found)
    throw new Error(
      'An officer needs a post: add --post "Name of the post". A post that does not exist lists them all.'
    )
  const member = await createStaff(
    services,
    system('console'),
    { name, email, role: role as Role, postId: found?.id ?? null },
    { requestId: 'console', address: 'console', network: 'console' }
  )
  console.log(`Added ${member.name} (${member.role}). The invitation is on its way to ${member.email}.`)
}

async function seed(services: Services, options: Record<string, string>) {
  if (!options.identities && !options.registrants) throw new Error('seed needs --registrants N or --identities.')
  const { seedRegistrants, seedIdentities } = await import('./seed.ts')
  if (options.identities)
    for (const { identity, id } of await seedIdentities(services)) console.log(`${identity}\t${id}`)
  if (!options.registrants) return
  const count = Number(options.registrants.replaceAll('_', ''))
  if (!Number.isInteger(count) || count < 1) throw new Error('seed --registrants takes a whole number of people.')
  await seedRegistrants(services, { count, log: (line: string) => console.error(line) })
}

const commands: Record<string, (services: Services, options: Record<string, string>, word: string) => Promise<void>> = {
  migrate: async () => console.log('The database is up to date.'),
  'admin-link': async (services) => {
    console.log(await createAdminLink(services))
    console.error(
      'It works once, for 24 hours; earlier links no longer work. The product must be running at this address.'
    )
  },
  'create-staff': addStaff,
  seed,
  token: async (services, _options, identity) => {
    const { tokenFor } = await import('./token.ts')
    console.log(await tokenFor(services, identity))
  },
  'erase-again': async (services, _options, file) => {
    const { eraseAgain } = await import('../registry/record/erasureLedger.commands.ts')
    const count = await eraseAgain(services, file)
    console.log(count === 0 ? 'Nobody had to be erased again.' : `Erased again: ${count}.`)
  },
  'check-audit': async (services) => {
    const { findBrokenLink } = await import('../platform/audit/audit.jobs.ts')
    const position = await findBrokenLink(services)
    if (position !== null) throw new Error(`The chain of the audit breaks at position ${position}.`)
    console.log('The chain of the audit is whole.')
  }
}

/** Runs one command of the console. Returns the exit code. */
export async function main(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name = 'help', ...rest] = args
  const command = commands[name]
  // It writes what the configuration is read from, so it comes before.
  if (name === 'init') return initCountry(readOptions(name, rest), env)
  if (!command) {
    const isHelp = name === 'help' || name === '--help'
    if (isHelp) console.log(HELP)
    else console.error(`There is no command "${name}".\n\n${HELP}`)
    return isHelp ? 0 : 1
  }
  // Read before anything is touched: a slip must not make a link or an account.
  const word = takesWord.has(name) ? (rest.shift() ?? '') : ''
  const options = readOptions(name, rest)
  const config = readConfig(env)
  const keys = await prepare(config, (line) => console.error(line))
  const services = createServices(config, keys)
  try {
    await seedPosts(services)
    await command(services, options, word)
    return 0
  } finally {
    await services.pool.end()
  }
}
