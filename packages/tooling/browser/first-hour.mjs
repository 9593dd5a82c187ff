// `npm run first-hour`: a stranger's way through docs/first-hour.md, on a fresh clone with an empty home. Every command is the
// page's own; what the page asks somebody to do in a browser is done here in Chromium, under the name that the page gives it.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, expect } from '@playwright/test'
import { root } from '../places.mjs'
import { makeThrowAwayDirectory, throwAway } from '../throw-away.mjs'
import { findChromium } from './chromium.mjs'
import { heading, press } from './hands.mjs'
import { comeBack, comeFirst, invite, pageFor, staff } from './storyPeople.mjs'

const MINUTES = 30
const began = Date.now()
const place = makeThrowAwayDirectory()
const clone = path.join(place, 'ponte')
const log = path.join(place, 'window.log')
const say = (line) => console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`)

// A machine with node and npm, and nothing of ours: the settings of whoever calls this stay outside.
const home = path.join(place, 'home')
mkdirSync(home)
const ours =
  /^(DATABASE_|PONTE_|SMTP_|SMS_|MAIL_|DATA_DIR$|PORT$|HOST$|NODE_ENV$|PUBLIC_URL$|npm_(lifecycle|package|command|execpath))/
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))),
  HOME: home
}

/** The page in order: { window } and { command } to type, { browser } to do. */
function stepsOf(page) {
  const pattern = /```sh( window)?\n([\s\S]*?)```|<!-- browser: (.*?) -->/g
  return [...page.matchAll(pattern)].map(([, window, typed, browser]) =>
    browser ? { browser } : window ? { window: typed.trim() } : { command: typed.trim() }
  )
}

let running
async function closeWindow() {
  if (!running) return
  const exited = once(running, 'exit')
  // As Ctrl-C does it: to everything that was started from there.
  process.kill(-running.pid, 'SIGINT')
  await exited
  running = undefined
}

async function openWindow(typed) {
  await closeWindow()
  rmSync(log, { force: true })
  running = spawn('bash', ['-c', `${typed} > ${log} 2>&1`], {
    cwd: clone,
    env: environment,
    detached: true,
    stdio: 'ignore'
  })
  const said = () => {
    try {
      return readFileSync(log, 'utf8')
    } catch {
      return ''
    }
  }
  while (!/Ponte is ready: (\S+)/.test(said())) {
    if (running.exitCode !== null) throw new Error(`"${typed}" ended:\n${said().slice(-1500)}`)
    await sleep(200)
  }
  return /Ponte is ready: (\S+)/.exec(said())[1]
}

function type(typed) {
  const { status, stderr } = spawnSync('bash', ['-ec', typed], { cwd: clone, env: environment, encoding: 'utf8' })
  if (status !== 0) throw new Error(`"${typed}" ended with ${status}:\n${stderr.slice(-1500)}`)
}

let url
let browser
const posted = 'Consulado em Maseru'
const officer = { ...staff.officer, post: posted }
const browserSteps = {
  async 'first administrator'() {
    const page = await pageFor(browser, url)
    await comeFirst(page, log)
    await page.context().close()
  },
  async 'post and officer'() {
    const page = await pageFor(browser, url)
    await comeBack(page, staff.administrator)
    await page.goto('/equipa/postos/novo')
    await page.getByLabel('Nome', { exact: true }).fill(posted)
    await page.getByLabel('País', { exact: true }).fill('lesot')
    await page.getByRole('option', { name: 'Lesoto', exact: true }).click()
    await page.getByLabel('Cidade').fill('Maseru')
    await page.getByLabel('Juntar um país ou uma província').fill('lesot')
    await page.getByRole('option', { name: 'Lesoto', exact: true }).click()
    await press(page, 'Criar o posto')
    await expect(page.getByText('posto criado')).toBeVisible()
    const other = await pageFor(browser, url)
    await invite(page, other, officer)
    await Promise.all([page, other].map((one) => one.context().close()))
  },
  async notice() {
    const page = await pageFor(browser, url)
    await page.goto('/registar', { waitUntil: 'networkidle' })
    await page.getByLabel('Para mim', { exact: true }).check()
    await page.getByLabel('Sim, é só meu', { exact: true }).check()
    await press(page, 'Continuar')
    await expect(page.getByText('a lei da República')).toBeVisible()
    await page.context().close()
  },
  async 'everything is there again'() {
    const page = await pageFor(browser, url)
    await comeBack(page, officer)
    await page.context().close()
    const first = await pageFor(browser, url)
    await comeBack(first, staff.administrator)
    await first.goto('/equipa/postos')
    await expect(first.getByRole('row', { name: posted })).toBeVisible()
    await expect(heading(first, 'Postos')).toBeVisible()
    await first.context().close()
  }
}

let failed
try {
  spawnSync('git', ['clone', '--quiet', root, clone], { stdio: 'inherit' })
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
  const steps = stepsOf(readFileSync(path.join(clone, 'docs/first-hour.md'), 'utf8'))
  for (const { window, command, browser: inBrowser } of steps) {
    say(window ?? command ?? `in the browser: ${inBrowser}`)
    if (window) url = await openWindow(window)
    else if (command) type(command)
    else await browserSteps[inBrowser]()
  }
  const minutes = (Date.now() - began) / 60_000
  failed = minutes > MINUTES
  console.log(
    `The first hour took ${minutes.toFixed(1)} minutes (${MINUTES} at most), ${steps.length} steps, ${os.cpus().length} cores.`
  )
} finally {
  await browser?.close()
  await closeWindow().catch(() => {})
  throwAway(place)
}
process.exit(failed ? 1 : 0)
