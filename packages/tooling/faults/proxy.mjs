// Stands between the product and PostgreSQL, and lets through, delays, hangs or refuses.
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** In each direction: as far away as another continent. */
const DELAY_MS = 40

/**
 * A proxy to a port of this machine. Its modes: `pass`; `delay`, every piece in both directions comes later; `hang`,
 * connections open and stay but nothing moves; `refuse`, none opens and those that were are cut.
 */
export async function startProxy(targetPort) {
  let mode = 'pass'
  let release = []
  const sockets = new Set()

  const hold = () => new Promise((resolve) => void release.push(resolve))

  async function forward(from, to) {
    try {
      for await (const piece of from) {
        if (mode === 'delay') await sleep(DELAY_MS)
        while (mode === 'hang') await hold()
        if (to.destroyed) return
        to.write(piece)
      }
    } catch {
      // One of both is gone; the other goes too.
    }
    to.destroy()
  }

  const server = net.createServer((socket) => {
    if (mode === 'refuse') return void socket.resetAndDestroy()
    const target = net.connect(targetPort, '127.0.0.1')
    for (const one of [socket, target]) {
      sockets.add(one)
      one.setNoDelay(true)
      one.on('error', () => undefined)
      one.on('close', () => sockets.delete(one))
    }
    void forward(socket, target)
    void forward(target, socket)
  })
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve))

  return {
    port: server.address().port,
    set(next) {
      mode = next
      if (mode === 'refuse') for (const socket of sockets) socket.resetAndDestroy()
      for (const go of release) go()
      release = []
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  }
}
