// PostgreSQL's restore_command: `node fetch.mjs <from> <name> <where to put it> <key file>`. It ends with 1 where there is no
// such segment, by which PostgreSQL knows the end, and with 200 for one that cannot be opened: then the restore stops.
import { createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { readSealed, walFile } from './store.mjs'
import { identityIn, open } from './vault.mjs'

const [from, name, target, keyFile] = process.argv.slice(2)
const file = walFile(from, name)
if (!existsSync(file)) process.exit(1)
try {
  await pipeline(await open(readSealed(file), identityIn(readFileSync(keyFile, 'utf8'))), createWriteStream(target))
} catch (error) {
  rmSync(target, { force: true })
  console.error(`${file} is damaged or sealed for another key: ${error.message}`)
  process.exit(200)
}
