// While the product runs on its embedded database, a base backup is made each day without anybody's doing.
import { makeBase } from './base.mjs'
import { forgetOld, keptDays, listBases } from './store.mjs'

const DAY_MS = 86_400_000
const LOOK_MS = 600_000

/** Looks every ten minutes whether the newest base backup is a day old. `stop` waits for one that is being made. */
export function keepBackups({ dataDir, server, environment, to, recipient }) {
  // A wrong setting is said at the start, and not once a day.
  const days = keptDays(environment)
  let making
  const look = () => {
    const newest = listBases(to).at(-1)
    if (making || (newest && Date.now() - newest.at < DAY_MS)) return
    making = makeBase({ dataDir, server: server(), to, recipient })
      .then(() => forgetOld(to, days))
      .catch((error) => console.error(`The backup was not made, and is tried again in ten minutes: ${error.message}`))
      .finally(() => (making = undefined))
  }
  const timer = setInterval(look, LOOK_MS)
  look()
  return {
    async stop() {
      clearInterval(timer)
      await making
    }
  }
}
