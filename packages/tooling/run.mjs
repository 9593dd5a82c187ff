// The entry behind every `npm start`, `npm test` and `npm run …`. It needs nothing but Node 20 and npm: it installs the
// pinned tools once, and then runs the task on the pinned Node 24, whatever Node the machine has.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, withoutNpmSettings } from './install.mjs'
import { stepsOf, taskNames } from './tasks.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
process.chdir(root)

const [task = 'start', ...extraArguments] = process.argv.slice(2)
const calledByPnpm = (process.env.npm_config_user_agent ?? '').startsWith('pnpm')
// `pnpm install` runs the root's postinstall as well: without this the install would call itself for ever.
if (task === 'install' && calledByPnpm) process.exit(0)

const nodeMajor = Number(process.versions.node.split('.')[0])
if (nodeMajor < 20) {
  fail(
    `Ponte needs Node 20 or newer to begin with; this is ${process.version}. It then brings the Node 24 that it runs on ` +
      'by itself.\nInstall a newer Node (your system package "nodejs", or a version manager such as nvm) and try again.'
  )
}
if (task !== 'install' && !taskNames.includes(task)) {
  fail(`There is no task "${task}". The tasks are: ${taskNames.join(', ')}.`)
}

await install().catch((error) => fail(error.message))
if (task === 'install') process.exit(0)

const binaries = path.resolve('packages/tooling/node_modules/.bin')
const pinnedNode = path.join(binaries, 'node')
const node = existsSync(pinnedNode) ? pinnedNode : process.execPath
if (node === process.execPath && nodeMajor < 24) {
  fail(`The pinned Node 24 is missing for ${process.platform}-${process.arch}. Install Node 24 yourself and try again.`)
}

const environment = withoutNpmSettings(process.env)
// Whatever a task starts by the name `node` is the pinned Node as well.
environment.PATH = binaries + path.delimiter + (environment.PATH ?? '')
// The task ends with us, even when we are killed without the chance to say so (lifecycle.mjs).
environment.PONTE_PARENT = String(process.pid)

let current
let stopping = false

// A Ctrl-C goes to the whole process group: the task has it already, a forwarded copy would count as a second one.
process.on('SIGINT', () => (stopping = true))
process.on('SIGTERM', stop)
process.on('SIGHUP', stop)

// Npm may end without a word to us: a SIGTERM ends its shell only, and after a SIGKILL even the shell lives on. A changed
// ancestry is the only sign of it, and without this watch the server would live on as an orphan. After a Ctrl-C npm goes
// too, but then the task already knows.
if (process.env.npm_lifecycle_event) {
  const npm = findCaller()
  if (isAdopted(npm)) stop()
  setInterval(() => !stopping && findCaller() !== npm && stop(), 500).unref()
}

let exitCode = 0
for (const step of stepsOf(task, extraArguments)) {
  if (stopping) break
  exitCode = (await run(step)) || exitCode
}
process.exit(exitCode)

function stop() {
  stopping = true
  if (current?.exitCode === null) current.kill('SIGTERM')
}

/** Who called us: our parent, or its parent when ours is only the shell in which npm runs a script. */
function findCaller() {
  const isShell = /^[^\0]*sh\0-c\0/.test(readProcess(process.ppid, 'cmdline'))
  const parentOfParent = /^\d+ \(.*\) \S (\d+)/s.exec(readProcess(process.ppid, 'stat'))?.[1]
  return isShell && parentOfParent ? Number(parentOfParent) : process.ppid
}

/** Whether npm was gone before we could look: the system's first process has us now, and is no npm itself. */
function isAdopted(caller) {
  return caller === 1 && !/npm|yarn|node|bun/.test(readProcess(1, 'cmdline'))
}

function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/** Runs one step on the pinned Node and answers its exit code. */
function run(step) {
  return new Promise((resolve) => {
    current = spawn(node, step, { stdio: 'inherit', env: environment })
    current.once('error', (error) => fail(`Cannot start ${node}: ${error.message}`))
    current.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
