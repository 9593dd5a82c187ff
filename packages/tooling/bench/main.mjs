// `npm run bench -- search [--registrants 1000000]`: times what an officer waits for, over as many made-up people as asked:
// a name search, and the first and a far page of the list, in the database as the product's own role and through the API.
// It seeds them first where DATA_DIR has fewer; give it a directory of its own to keep them. Ends with 1 when the search is slow.
import os from 'node:os'
import { borrowDatabase } from '../database.mjs'
import { dataDirectory } from '../places.mjs'
import { prepare } from './people.mjs'
import { measure } from './search.mjs'

const SEARCH_P95_MS = 50

const [what = 'search', ...rest] = process.argv.slice(2)
const option = (name, fallback) => {
  const at = rest.indexOf(`--${name}`)
  return at < 0 ? fallback : Number((rest[at + 1] ?? '').replaceAll('_', ''))
}
if (what === 'proof') {
  await (await import('./proof.mjs')).reportProof(option('slower', 6))
  process.exit(0)
}
if (what === 'alert') {
  const { reportAlert } = await import('./alert.mjs')
  process.exit((await reportAlert(option('registrants', 12_000))) ? 0 : 1)
}
if (what === 'page') process.exit((await (await import('./page.mjs')).reportPage()) ? 0 : 1)
if (what === 'table') {
  await (await import('./table.mjs')).reportTable(option('registrants', 1_000_000), option('rounds', 3))
  process.exit(0)
}
const registrants = option('registrants', 1_000_000)
if (what !== 'search' || !Number.isInteger(registrants) || registrants < 1000) {
  console.error(
    'npm run bench -- search --registrants 1000000 (a thousand at least), npm run bench -- table --registrants 1000000 --rounds 3, npm run bench -- proof --slower 6, npm run bench -- page, or npm run bench -- alert --registrants 12000'
  )
  process.exit(1)
}

const dataDir = dataDirectory(process.env)
process.env.DATA_DIR = dataDir
const borrowed = await borrowDatabase({ dataDir, environment: process.env })
let slow
try {
  const subject = await prepare(registrants)
  const rows = await measure(subject)
  report(subject, rows)
  slow = rows.some(({ title, p95 }) => title === 'name search' && p95 > SEARCH_P95_MS)
  if (slow) console.log(`\nThe search is slower than ${SEARCH_P95_MS} ms at the 95th percentile.`)
} finally {
  await borrowed.giveBack()
}
process.exit(slow ? 1 : 0)

function report({ total, people, searches }, rows) {
  console.log(`${os.cpus().length} cores, ${os.cpus()[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB`)
  console.log(
    `${total} people, ${people} of them of the post that asks; names as typed at a counter, ${searches} ways\n`
  )
  const ms = (value) => value.toFixed(1)
  const lines = [
    ['what', 'where', 'times', 'p50 ms', 'p95 ms', 'max ms', 'with a result'],
    ...rows.map((row) =>
      [row.title, row.where, row.times, ms(row.p50), ms(row.p95), ms(row.max), row.found].map(String)
    )
  ]
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  for (const line of lines)
    console.log(line.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '))
}
