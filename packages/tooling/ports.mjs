// Free ports on this machine.
import { randomInt } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'

// Below the range from which systems take ports for outgoing connections: there, any client could grab the port while a
// server restarts.
const [portMin, portMax] = [20_000, 32_000]

/** A port that nothing listens on at the moment. */
export async function findFreePort() {
  for (;;) {
    const port = randomInt(portMin, portMax)
    if (await isFree(port)) return port
  }
}

/** The port remembered in the file, if it is still free, or a new one, which the file then remembers. */
export async function choosePort(file) {
  const remembered = Number(readIfThere(file))
  if (remembered > 0 && (await isFree(remembered))) return remembered
  const port = await findFreePort()
  writeFileSync(file, `${port}\n`)
  return port
}

/** Whether nothing listens there. A host that is not this machine's, or a port that takes more rights, is not found out here. */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', ({ code }) => resolve(code !== 'EADDRINUSE'))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
