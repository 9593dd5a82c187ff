// A lock file that names its process. One that was killed cannot leave it shut: the file also holds the moment when the
// process began, so that another program which got the same number later is not mistaken for it.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Takes the lock and answers `{ release }`, or answers undefined when another living process has it. */
export function tryLock(file) {
  const content = `${process.pid}\n${beginOf(process.pid) ?? ''}\n`
  const draft = `${file}.${process.pid}`
  for (let attempt = 0; attempt < 10; attempt += 1) {
    // A link appears with its content and only where there is no file yet: nobody ever reads a half-written lock.
    writeFileSync(draft, content)
    try {
      linkSync(draft, file)
      return { release: () => readIfThere(file) === content && rmSync(file, { force: true }) }
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
    const found = readIfThere(file)
    if (found !== undefined && holderOf(found) !== undefined) return undefined
    if (found !== undefined) removeStale(file, found)
  }
  return undefined
}

/** The number of the living process that holds the lock, if there is one. */
export function lockHolder(file) {
  const content = readIfThere(file)
  return content === undefined ? undefined : holderOf(content)
}

/** Runs the work while holding the lock, waiting for another holder first. */
export async function withLock(file, work, { timeoutMs = 60_000 } = {}) {
  const until = Date.now() + timeoutMs
  let lock = tryLock(file)
  while (!lock) {
    if (Date.now() > until) throw new Error(`Process ${lockHolder(file)} has held ${file} for too long`)
    await sleep(50)
    lock = tryLock(file)
  }
  try {
    return await work()
  } finally {
    lock.release()
  }
}

/** Whether a process lives. One that is dead but not yet collected by its parent counts as dead. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    if (error.code !== 'EPERM') return false
  }
  return !/^[ZX]/.test(statOf(pid) ?? '')
}

function holderOf(content) {
  const [pidText, begin] = content.split('\n')
  const pid = Number(pidText)
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined
  const beginNow = beginOf(pid)
  // Numbers are given again, in a container even the same ones at every run; the moment of beginning is not.
  return begin && beginNow && begin !== beginNow ? undefined : pid
}

/** Moves the stale file away before it is removed, because another process may just have replaced it by its own lock. */
function removeStale(file, staleContent) {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== staleContent) linkSync(aside, file)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  }
  rmSync(aside, { force: true })
}

/** When the process began, in the kernel's ticks; undefined where there is no /proc. */
function beginOf(pid) {
  return statOf(pid)?.split(' ')[19]
}

/** /proc/<pid>/stat from the third field (the state) on; the second may itself contain spaces and brackets. */
function statOf(pid) {
  const stat = readIfThere(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2)
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
