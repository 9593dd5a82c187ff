// `ponte backup-key`, `ponte backup`, `ponte restore`: what stands below the product and its tables.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { borrowDatabase } from '../database.mjs'
import { startPostgres } from '../postgres.mjs'
import { makeBase } from './base.mjs'
import { makeDump, restoreDump } from './dump.mjs'
import { restore } from './restore.mjs'
import { erasuresFile, forgetOld, forgetOldDumps, keptDays, readSettings, writeSettings } from './store.mjs'
import { createKey } from './vault.mjs'

/** The options that each command takes, with a value each. */
const options = {
  'backup-key': ['to'],
  backup: [],
  restore: ['from', 'key', 'base']
}

/** Whether a word is one of these commands. */
export const isBackupCommand = (name) => Object.hasOwn(options, name)

function readOptions(name, args) {
  const found = {}
  for (let at = 0; at < args.length; at += 2) {
    const option = /^--([a-z]+)$/.exec(args[at])?.[1]
    if (!options[name].includes(option)) throw new Error(`${name} has no option "${args[at]}". Nothing was done.`)
    if (args[at + 1] === undefined) throw new Error(`--${option} needs a value. Nothing was done.`)
    found[option] = args[at + 1]
  }
  return found
}

const sayForgotten = (count, days) => count > 0 && console.log(`Took away ${count} older than ${days} days.`)

const commands = {
  /** Says from now on: backups go there, sealed to a new key, which is printed and kept nowhere here. */
  async 'backup-key'({ dataDir, to = path.join(dataDir, 'backups') }) {
    const known = readSettings(dataDir)
    if (known)
      throw new Error(
        `Backups are set up already: they go to ${known.to}. To begin with a new key, move ${path.join(dataDir, 'backup.json')} away.`
      )
    const { identity, recipient } = await createKey()
    writeSettings(dataDir, { to: path.resolve(to), recipient })
    console.log(`# Opens the backups of Ponte in ${path.resolve(to)}\n${identity}`)
    console.error(
      'Keep these two lines where the server is not: on paper, in a safe, with two people. Without them no backup opens, and\n' +
        'nobody can make them again. Start the product anew: from then on what is written goes to the backups.'
    )
  },
  async backup({ dataDir, environment }) {
    const settings = readSettings(dataDir)
    if (!settings) throw new Error('No backups are set up yet. Begin with: npm run -s ponte -- backup-key > key.txt')
    const days = keptDays(environment)
    if (environment.DATABASE_URL) {
      const { file } = await makeDump({ url: environment.DATABASE_BACKUP_URL || environment.DATABASE_URL, ...settings })
      console.log(`Sealed ${file}.`)
      sayForgotten(forgetOldDumps(settings.to, days), days)
      return
    }
    const borrowed = await borrowDatabase({ dataDir, environment })
    try {
      // It runs already: this only says where.
      const server = await startPostgres({ dataDir })
      const { file, bytes, seconds } = await makeBase({ dataDir, server, ...settings })
      console.log(`Sealed ${file}: ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s.`)
      sayForgotten(forgetOld(settings.to, days), days)
    } finally {
      await borrowed.giveBack()
    }
  },
  async restore({ dataDir, environment, from, key, base }) {
    if (!from || !key) throw new Error('restore needs --from <where the backups are> and --key <file with the key>.')
    if (!existsSync(key)) throw new Error(`There is no key file ${key}.`)
    const log = (line) => console.error(line)
    if (environment.DATABASE_URL) {
      const url = environment.DATABASE_ADMIN_URL || environment.DATABASE_OWNER_URL || environment.DATABASE_URL
      const { dump } = await restoreDump({ url, from, keyFile: key, dump: base })
      log(`Restored ${dump}.`)
    } else {
      const { base: name, lastCommit, seconds } = await restore({ dataDir, from, keyFile: key, base, log })
      log(`Restored ${name} into ${dataDir} in ${seconds.toFixed(1)} s.`)
      if (lastCommit) console.log(`The last change that is in it was made at ${lastCommit.toISOString()}.`)
    }
    if (!readSettings(dataDir))
      log(`${dataDir} has no backups of its own yet: set them up with backup-key before you go on.`)
    return ['erase-again', erasuresFile(from)]
  }
}

/**
 * Runs one of the commands. Returns what the product's own command line has to do after it, if anything: after a restore,
 * whoever asked to be erased meanwhile is erased again.
 */
export const runBackupCommand = ([name, ...args], { dataDir, environment }) =>
  commands[name]({ ...readOptions(name, args), dataDir, environment })
