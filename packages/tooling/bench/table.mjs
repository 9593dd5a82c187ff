// `npm run bench -- table`: the product beside its baselines, in turn, in several rounds over the same people; medians.
import os from 'node:os'
import { borrowDatabase } from '../database.mjs'
import { dataDirectory } from '../places.mjs'
import { findPgbench, measureCreate } from './create.mjs'
import { measureExport } from './export.mjs'
import { measureFigures } from './figures.mjs'
import { measureIdle } from './idle.mjs'
import { measureList } from './list.mjs'
import { prepare } from './people.mjs'

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

function superuserUrl() {
  if (!process.env.DATABASE_ADMIN_URL)
    throw new Error('The table needs the embedded database: leave DATABASE_URL out, and give DATA_DIR a directory.')
  const url = new URL(process.env.DATABASE_ADMIN_URL)
  url.pathname = '/ponte'
  return url.href
}

/** Rows of the table from the rounds of one work. */
const rowsOf = {
  list: (rounds) => {
    const of = (read) => median(rounds.map(read))
    return [
      row(
        'S3 list of 50, 16 at once',
        of((r) => r.product.perSecond),
        of((r) => r.baseline.perSecond),
        'bare Fastify and pg, same SQL',
        {
          p99: of((r) => r.product.p99),
          cpu: of((r) => r.cpuPerThousand),
          peak: of((r) => r.peakMiB),
          must: '≥ 0.5'
        }
      ),
      row(
        'S4 page 2,000 of it',
        of((r) => r.far.perSecond),
        of((r) => r.product.perSecond),
        'its first page',
        {
          p99: of((r) => r.far.p99),
          must: '≥ 0.77'
        }
      )
    ]
  },
  create: (rounds) => {
    const of = (read) => median(rounds.map(read))
    const baseline = rounds[0].baseline === undefined ? undefined : of((r) => r.baseline)
    return [
      row(
        'S1 registration, 64 at once',
        of((r) => r.product.perSecond),
        baseline,
        'pgbench, same statements',
        {
          p99: of((r) => r.product.p99),
          cpu: of((r) => r.cpuPerThousand),
          peak: of((r) => r.peakMiB),
          must: '≥ 0.5, p99 ≤ 50 ms'
        }
      )
    ]
  }
}

rowsOf.figures = (rounds) => {
  const of = (read) => median(rounds.map(read))
  return [
    row(
      'S5 dashboard, 16 at once',
      of((r) => r.product.perSecond),
      of((r) => r.baseline.perSecond),
      'counted anew each time, bare Fastify and pg',
      { p99: of((r) => r.product.p99), cpu: of((r) => r.cpuPerThousand), peak: of((r) => r.peakMiB), must: '≥ 50' }
    )
  ]
}
rowsOf.export = (rounds) => {
  const of = (read) => median(rounds.map(read))
  return [
    row(
      `S8 people as CSV, ${of((r) => r.people)} of them`,
      of((r) => r.perSecond),
      of((r) => r.baseline),
      'COPY TO STDOUT',
      { p99: of((r) => r.firstByteMs), cpu: of((r) => r.cpuPerThousand), peak: of((r) => r.peakMiB), must: '≥ 0.5' }
    )
  ]
}

function row(work, perSecond, baseline, beside, { p99, cpu, peak, must }) {
  const number = (value, digits = 0) => (value === undefined ? '–' : value.toFixed(digits))
  const ratio = baseline === undefined ? '–' : number(perSecond / baseline, 2)
  return [
    work,
    number(perSecond),
    number(p99, 1),
    `${number(baseline)} (${beside})`,
    ratio,
    must,
    number(cpu, 1),
    number(peak)
  ]
}

export async function reportTable(registrants, rounds) {
  const dataDir = dataDirectory(process.env)
  process.env.DATA_DIR = dataDir
  const borrowed = await borrowDatabase({ dataDir, environment: process.env })
  const pgbench = findPgbench()
  if (!pgbench)
    console.error('pgbench is missing (Debian: apt-get install postgresql); S1 is measured without its baseline.')
  try {
    const subject = await prepare(registrants)
    const results = { list: [], figures: [], export: [], create: [] }
    for (let round = 1; round <= rounds; round++) {
      console.error(`Round ${round} of ${rounds} …`)
      results.list.push(await measureList(subject, superuserUrl()))
      results.figures.push(await measureFigures(superuserUrl()))
      results.export.push(await measureExport(subject, superuserUrl()))
      results.create.push(await measureCreate(dataDir, pgbench))
    }
    print(
      subject,
      rounds,
      Object.entries(results).flatMap(([work, found]) => rowsOf[work](found))
    )
    const perSecond = median(results.create.map(({ product }) => product.perSecond))
    const { productMiB, postgresMiB } = await measureIdle()
    console.log(`\nS8: what stands as p99 is the time until the first byte.`)
    console.log(
      `S15, idle: API and worker ${productMiB.toFixed(0)} MiB, PostgreSQL ${postgresMiB.toFixed(0)} MiB (must: 1 GB together)`
    )
    console.log(
      `S16: a million registrations at the rate of S1 take ${(1e6 / perSecond / 60).toFixed(0)} minutes (must: 15)`
    )
  } finally {
    await borrowed.giveBack()
  }
}

function print({ total }, rounds, rows) {
  const machine = `${os.cpus().length} cores of ${os.cpus()[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB`
  console.log(`${machine}; Node ${process.version}; ${total} people; medians of ${rounds} rounds\n`)
  const head = ['work', 'a second', 'p99 ms', 'baseline a second', 'ratio', 'must', 'CPU s per 1,000', 'peak MiB']
  for (const line of [head, head.map(() => '---'), ...rows]) console.log(`| ${line.join(' | ')} |`)
}
