// A proxy before several API processes: each connection goes to the next one that answers.
import net from 'node:net'

/** Stands before the ports; returns its own. */
export async function startBalancer(ports) {
  const sockets = new Set()
  let turn = 0

  function connect(socket, tries = 0) {
    if (tries === ports.length) return void socket.destroy()
    const target = net.connect(ports[turn++ % ports.length], '127.0.0.1')
    target.once('error', () => (socket.isJoined ? socket.destroy() : connect(socket, tries + 1)))
    target.once('connect', () => {
      socket.isJoined = true
      sockets.add(target)
      target.on('close', () => sockets.delete(target))
      socket.pipe(target).pipe(socket)
    })
    socket.once('close', () => target.destroy())
  }

  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    connect(socket)
  })
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    port: server.address().port,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  }
}
