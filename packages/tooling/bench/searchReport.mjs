// `npm run bench -- search`: times a name search, and the first and a far page of the list, in the database as the product's
// own role and through the API.
import os from 'node:os'
import { borrowDatabase } from '../database.mjs'
import { dataDirectory } from '../places.mjs'
import { prepare } from './people.mjs'
import { measure } from './search.mjs'

const SEARCH_P95_MS = 50
const REGISTRANTS_MIN = 1000

/** Returns whether the search is quick enough. */
export async function reportSearch(registrants) {
  if (!Number.isInteger(registrants) || registrants < REGISTRANTS_MIN)
    throw new Error(`--registrants takes a whole number, ${REGISTRANTS_MIN} at least.`)
  const dataDir = dataDirectory(process.env)
  process.env.DATA_DIR = dataDir
  const borrowed = await borrowDatabase({ dataDir, environment: process.env })
  try {
    const subject = await prepare(registrants)
    const rows = await measure(subject)
    report(subject, rows)
    const isSlow = rows.some(({ title, p95 }) => title === 'name search' && p95 > SEARCH_P95_MS)
    if (isSlow) console.log(`\nThe search is slower than ${SEARCH_P95_MS} ms at the 95th percentile.`)
    return !isSlow
  } finally {
    await borrowed.giveBack()
  }
}

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
