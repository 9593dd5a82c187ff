// `npm run dev`: the API starts again when its sources change, and the web app is built again. Deliberately the same
// build as in production and no second server: what one sees here is what people get, content security policy and all.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { root } from './places.mjs'
import { watchTree } from './watch-tree.mjs'
import { watchWebBuild } from './web-build.mjs'

const sources = ['apps/api/src', 'apps/api/migrations', 'packages/schema/src']
// The API renders the public pages from these, and keeps what it rendered.
const built = ['apps/web/dist', 'apps/web/dist-ssr']
const settleMs = 200

/** Builds, serves and watches until the process is told to stop. */
export async function develop(lifecycle) {
  await watchWebBuild(lifecycle)
  const api = restartable(lifecycle)
  api.start()
  for (const folder of [...sources, ...built]) {
    watchTree(path.join(root, folder), (file) => concernsApi(file) && api.restartSoon(), lifecycle)
  }
}

/** Not what only tests read, and not the passing files of editors. */
function concernsApi(file) {
  const name = path.basename(file)
  return !name.includes('.test.') && !name.startsWith('.') && !/~$|^\d+$/.test(name)
}

/** The API as a child process that can be replaced by a fresh one. */
function restartable(lifecycle) {
  let child
  let timer
  let restarting = false

  function start() {
    const script = path.join(import.meta.dirname, 'serve.mjs')
    child = spawn(process.execPath, [script], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PONTE_PARENT: String(process.pid) }
    })
    const started = child
    started.once('exit', (code) => {
      if (child !== started || restarting || lifecycle.signal.aborted) return
      console.error(`The API ended with code ${code}. It starts again at the next change.`)
    })
  }

  async function end() {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }

  async function restart() {
    // A change during a restart is seen afterwards.
    if (restarting) return restartSoon()
    restarting = true
    console.error('Something changed; starting the API again.')
    await end()
    restarting = false
    if (!lifecycle.signal.aborted) start()
  }

  /** Saving all files of an editor, or a build, is many changes: wait until they are through. */
  function restartSoon() {
    clearTimeout(timer)
    timer = setTimeout(() => void restart(), settleMs)
  }

  lifecycle.onStop(end)
  return { start, restartSoon }
}
