// How a process of ours ends: once, in order, and never leaving something behind.
const patienceMs = 30_000
// One Ctrl-C or `kill` may arrive twice, directly and through npm. Only a later one means that somebody is impatient.
const echoMs = 500

/**
 * Takes over SIGTERM, SIGINT and SIGHUP, uncaught errors and the death of the parent. All of them run what was given to
 * `onStop`, the last first, and end the process. `signal` is aborted at once, for work that can be broken off.
 *
 * @param {{ exitCodeOnSignal?: number }} [options] a server that was told to stop has done well; a command has not
 */
export function takeOverLifecycle({ exitCodeOnSignal = 0 } = {}) {
  const closers = []
  const abortion = new AbortController()
  let stoppingSince

  async function stop(exitCode) {
    if (stoppingSince !== undefined) return
    stoppingSince = Date.now()
    abortion.abort()
    setTimeout(() => giveUp(), patienceMs).unref()
    let code = exitCode
    for (const close of closers.toReversed()) {
      try {
        await close()
      } catch (error) {
        console.error(error)
        code = 1
      }
    }
    // A write to a pipe is not done when it returns. The callback of an empty one comes after all that went before it.
    process.stdout.write('', () => process.exit(code))
  }

  function giveUp() {
    console.error('Stopping took too long; ending at once.')
    process.exit(1)
  }

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => {
      if (stoppingSince === undefined) void stop(exitCodeOnSignal)
      else if (Date.now() - stoppingSince > echoMs) process.exit(1)
    })
  }
  process.on('uncaughtException', (error) => {
    console.error(error)
    void stop(1)
  })
  watchParent(() => void stop(exitCodeOnSignal))

  return { signal: abortion.signal, onStop: (close) => closers.push(close), stop }
}

/** A parent that names itself in PONTE_PARENT wants us to end with it, even when it is killed without a word. */
function watchParent(onDeath) {
  const parent = process.ppid
  if (process.env.PONTE_PARENT !== String(parent)) return
  setInterval(() => process.ppid !== parent && onDeath(), 500).unref()
}
