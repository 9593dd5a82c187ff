// `npm run bench -- table`: the product beside its baselines, in turn, in several rounds over the same people; medians. A ratio is
// the median of those of the rounds: a machine that is shared wavers from one to the next, and both sides of a round alike.
import os from 'node:os'
import { borrowDatabase } from '../database.mjs'
import { dataDirectory } from '../places.mjs'
import { findPgbench, measureCreate } from './create.mjs'
import { measureExport } from './export.mjs'
import { measureFigures } from './figures.mjs'
import { measureIdle } from './idle.mjs'
import { measureList } from './list.mjs'
import { measureMailing } from './mailing.mjs'
import { prepare } from './people.mjs'

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

function superuserUrl() {
  if (!process.env.DATABASE_ADMIN_URL)
    throw new Error('The table needs the embedded database: leave DATABASE_URL out, and give DATA_DIR a directory.')
  const url = new URL(process.env.DATABASE_ADMIN_URL)
  url.pathname = '/ponte'
  return url.href
}

/** Rows of the table for each work; `of` gives the median over its rounds of what is read from one. */
const rowsOf = {
  list: (of) => [
    row('S3 list of 50, 16 at once', {
      perSecond: of((r) => r.product.perSecond),
      p99: of((r) => r.product.p99),
      baseline: of((r) => r.baseline.perSecond),
      ratio: of((r) => r.product.perSecond / r.baseline.perSecond),
      beside: 'bare Fastify and pg, same SQL',
      must: '≥ 0.5',
      ...costs(of)
    }),
    row('S4 page 2,000 of it', {
      perSecond: of((r) => r.far.perSecond),
      p99: of((r) => r.far.p99),
      baseline: of((r) => r.product.perSecond),
      ratio: of((r) => r.far.perSecond / r.product.perSecond),
      beside: 'its first page',
      must: '≥ 0.77'
    })
  ],
  figures: (of) => [
    row('S5 dashboard, 16 at once', {
      perSecond: of((r) => r.product.perSecond),
      p99: of((r) => r.product.p99),
      baseline: of((r) => r.baseline.perSecond),
      ratio: of((r) => r.product.perSecond / r.baseline.perSecond),
      beside: 'counted anew each time, bare Fastify and pg',
      must: '≥ 50',
      ...costs(of)
    })
  ],
  export: (of) => [
    row(`S8 people as CSV, ${of((r) => r.people)} of them`, {
      perSecond: of((r) => r.perSecond),
      p99: of((r) => r.firstByteMs),
      baseline: of((r) => r.baseline),
      ratio: of((r) => r.perSecond / r.baseline),
      beside: 'COPY TO STDOUT',
      must: '≥ 0.5',
      ...costs(of)
    })
  ],
  create: (of, [{ baseline }]) => [
    row('S1 registration, 64 at once', {
      perSecond: of((r) => r.product.perSecond),
      p99: of((r) => r.product.p99),
      baseline: baseline === undefined ? undefined : of((r) => r.baseline),
      ratio: baseline === undefined ? undefined : of((r) => r.product.perSecond / r.baseline),
      beside: 'pgbench, same statements',
      must: '≥ 0.5, p99 ≤ 50 ms',
      ...costs(of)
    })
  ],
  mailing: (of) => [
    row(`S12 mailing to ${of((r) => r.recipients)}`, {
      perSecond: of((r) => r.perSecond),
      baseline: of((r) => r.baseline),
      ratio: of((r) => r.perSecond / r.baseline),
      beside: 'pool of nodemailer alone',
      must: '100,000 a minute: 1,667 a second',
      ...costs(of)
    })
  ]
}

const costs = (of) => ({ cpu: of((r) => r.cpuPerThousand), peak: of((r) => r.peakMiB) })

function row(work, { perSecond, p99, baseline, ratio, beside, must, cpu, peak }) {
  const number = (value, digits = 0) => (value === undefined ? '–' : value.toFixed(digits))
  return [
    work,
    number(perSecond),
    number(p99, 1),
    `${number(baseline, baseline < 10 ? 2 : 0)} (${beside})`,
    number(ratio, 2),
    must,
    number(cpu, cpu < 0.1 ? 3 : 1),
    number(peak)
  ]
}

/** What is measured, in this order. */
const measures = {
  list: ({ subject }) => measureList(subject, superuserUrl()),
  figures: () => measureFigures(superuserUrl()),
  export: ({ subject }) => measureExport(subject, superuserUrl()),
  create: ({ dataDir, pgbench }) => measureCreate(dataDir, pgbench, superuserUrl()),
  mailing: ({ dataDir }) => measureMailing(dataDir, superuserUrl())
}

export async function reportTable(registrants, rounds, chosen = Object.keys(measures)) {
  const unknown = chosen.find((work) => !(work in measures))
  if (unknown !== undefined) throw new Error(`--of takes ${Object.keys(measures).join(', ')}, not "${unknown}".`)
  const dataDir = dataDirectory(process.env)
  process.env.DATA_DIR = dataDir
  const borrowed = await borrowDatabase({ dataDir, environment: process.env })
  const pgbench = findPgbench()
  if (!pgbench)
    console.error('pgbench is missing (Debian: apt-get install postgresql); S1 is measured without its baseline.')
  try {
    const subject = await prepare(registrants)
    const results = Object.fromEntries(chosen.map((work) => [work, []]))
    for (let round = 1; round <= rounds; round++) {
      for (const work of chosen) {
        const found = await measures[work]({ subject, dataDir, pgbench })
        console.error(`Round ${round} of ${rounds}, ${work}: ${JSON.stringify(found)}`)
        results[work].push(found)
      }
    }
    print(
      subject,
      rounds,
      Object.entries(results).flatMap(([work, found]) => rowsOf[work]((read) => median(found.map(read)), found))
    )
    console.log(`\nS8: what stands as p99 is the time until the first byte.`)
    if (results.create) {
      const perSecond = median(results.create.map(({ product }) => product.perSecond))
      console.log(
        `S16: a million registrations at the rate of S1 take ${(1e6 / perSecond / 60).toFixed(0)} minutes (must: 15)`
      )
    }
    const { productMiB, postgresMiB } = await measureIdle()
    console.log(
      `S15, idle: API and worker ${productMiB.toFixed(0)} MiB, PostgreSQL ${postgresMiB.toFixed(0)} MiB (must: 1 GB together)`
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
