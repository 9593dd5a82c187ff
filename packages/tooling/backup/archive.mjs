// PostgreSQL's archive_command: `node archive.mjs <path of the segment> <its name> <to> <recipient>`. It ends with 0 only
// when the segment lies sealed on the disk; with anything else PostgreSQL keeps the segment and asks again.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { walFile, writeSealed } from './store.mjs'

const [segment, name, to, recipient] = process.argv.slice(2)
const file = walFile(to, name)
const mark = `${file}.sha256`
const hash = createHash('sha256').update(readFileSync(segment)).digest('hex')
if (existsSync(file) && existsSync(mark)) {
  // After a crash PostgreSQL asks again for what is there already. Something else under this name is another cluster's.
  const isSame = readFileSync(mark, 'utf8') === hash
  if (!isSame) console.error(`${file} is there already, with other content: two clusters write into one place.`)
  process.exit(isSame ? 0 : 1)
}
await writeSealed(file, createReadStream(segment), recipient)
writeFileSync(mark, hash, { mode: 0o600, flush: true })
