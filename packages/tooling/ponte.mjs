// `npm run ponte -- <command>`: the product's command line, on the database that runs or on one that runs for the
// command. On stdout stands only what the command answers, so that it can be piped.
import { mkdirSync } from 'node:fs'
import { borrowDatabase } from './database.mjs'
import { takeOverLifecycle } from './lifecycle.mjs'
import { dataDirectory } from './places.mjs'
import { loadQuickly } from './modules.mjs'

const args = process.argv.slice(2)
const dataDir = dataDirectory(process.env)
process.env.DATA_DIR = dataDir

const lifecycle = takeOverLifecycle({ exitCodeOnSignal: 130 })
try {
  await lifecycle.stop(await run())
} catch (error) {
  console.error(process.env.PONTE_TRACE ? error : error.message)
  await lifecycle.stop(1)
}

async function run() {
  const { isBackupCommand, runBackupCommand } = await import('./backup/commands.mjs')
  if (!isBackupCommand(args[0])) return runProduct(args)
  const then = await runBackupCommand(args, { dataDir, environment: process.env })
  return then ? runProduct(then) : 0
}

async function runProduct(args) {
  const asksForHelp = args.length === 0 || ['help', '--help', '-h'].includes(args[0])
  if (!asksForHelp) await openDatabaseForCommand()
  loadQuickly()
  const { main } = await import('../../apps/api/src/cli/main.ts')
  return (await main(args, process.env)) ?? 0
}

async function openDatabaseForCommand() {
  mkdirSync(dataDir, { recursive: true })
  const borrowing = borrowDatabase({ dataDir, environment: process.env })
  lifecycle.onStop(async () => (await borrowing.catch(() => undefined))?.giveBack())
  await borrowing
}
