// `npm run bench -- page`: the first public page under Lighthouse, which is fetched for it: five times with its own mobile
// setting, and five times on a line of 400 kbit/s and 400 ms with a processor six times slower. Medians.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { borrowDatabase } from '../database.mjs'
import { findChromium } from '../browser/chromium.mjs'
import { dataDirectory, root } from '../places.mjs'
import { startApi } from './api.mjs'

const LIGHTHOUSE = 'lighthouse@13.5.0'
const RUNS = 5
// Slowed down by the browser itself: what is seen is what was measured, not what a model makes of it.
const SLOW_LINE = [
  '--throttling-method=devtools',
  '--throttling.rttMs=400',
  '--throttling.requestLatencyMs=400',
  '--throttling.throughputKbps=400',
  '--throttling.downloadThroughputKbps=400',
  '--throttling.uploadThroughputKbps=400',
  '--throttling.cpuSlowdownMultiplier=6'
]

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

async function audit(url, chromium, directory, setting) {
  const output = path.join(directory, 'report.json')
  const flags = ['--quiet', '--output=json', `--output-path=${output}`, '--chrome-flags=--headless=new --no-sandbox']
  await promisify(execFile)(
    'npm',
    ['exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse', url, ...flags, ...setting],
    { cwd: root, env: { ...process.env, CHROME_PATH: chromium }, maxBuffer: 1e8 }
  )
  const { categories, audits } = JSON.parse(readFileSync(output, 'utf8'))
  return {
    performance: categories.performance.score * 100,
    accessibility: categories.accessibility.score * 100,
    bestPractices: categories['best-practices'].score * 100,
    largestPaintMs: audits['largest-contentful-paint'].numericValue,
    blockedMs: audits['total-blocking-time'].numericValue
  }
}

/** Prints the medians; returns whether the goals are met. */
export async function reportPage(address = '/') {
  const dataDir = dataDirectory(process.env)
  process.env.DATA_DIR = dataDir
  const borrowed = await borrowDatabase({ dataDir, environment: process.env })
  const directory = mkdtempSync(path.join(os.tmpdir(), 'ponte-lighthouse-'))
  const chromium = findChromium()
  const api = await startApi()
  try {
    const results = {}
    for (const [name, setting] of Object.entries({ mobile: [], slow: SLOW_LINE })) {
      const runs = []
      for (let run = 1; run <= RUNS; run++) {
        console.error(`${name}, ${run} of ${RUNS} …`)
        runs.push(await audit(`${api.base}${address}`, chromium, directory, setting))
      }
      results[name] = Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((one) => one[key]))]))
    }
    console.log(JSON.stringify(results, null, 2))
    const { mobile, slow } = results
    return (
      mobile.performance >= 95 &&
      mobile.accessibility === 100 &&
      mobile.bestPractices === 100 &&
      slow.largestPaintMs <= 2500
    )
  } finally {
    await api.stop()
    await borrowed.giveBack()
    rmSync(directory, { recursive: true, force: true })
  }
}
