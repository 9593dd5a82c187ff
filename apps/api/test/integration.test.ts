import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sendDeliveries } from '../src/platform/webhooks/webhooks.jobs.ts'
import { createSender } from '../src/platform/webhooks/webhooks.sender.ts'
import { addClient, type Machine } from './clients.ts'
import { startTestProduct, type TestProduct } from './harness.ts'
import { addDelivery, addWebhook } from './webhooks.ts'

/*
 * docs/integration.md, run: every command goes to the product over a socket, and what the page shows as the answer has the
 * fields of the true one. The receiver of webhooks is started as it stands there.
 */
const page = fs.readFileSync(path.join(import.meta.dirname, '../../../docs/integration.md'), 'utf8')
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind, text]) => ({ kind: kind!, text: text! }))
const run = promisify(execFile)

let product: TestProduct
let machine: Machine
let address: string
beforeAll(async () => {
  product = await startTestProduct()
  machine = await addClient(product)
  address = await product.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => product.close())

const examples = blocks.flatMap(({ kind, text }, index) => {
  const next = blocks[index + 1]
  return kind === 'sh' ? [{ command: text, shown: next?.kind === 'json' ? next.text : null }] : []
})
/** Keeps the token for the commands after it. */
const tokenCommand = examples.find(({ command }) => command.startsWith('TOKEN='))!.command
const fieldsOf = (text: string) => Object.keys(JSON.parse(text) as object).sort()

describe('a command on the page', () => {
  const env = () => ({
    PATH: process.env.PATH,
    PONTE: address,
    CLIENT_ID: machine.client.id,
    CLIENT_SECRET: machine.secret
  })
  const shell = (script: string) => run('bash', ['-euo', 'pipefail', '-c', script], { env: env() })

  it('there are as many as the page is worth', () => {
    expect(examples.length).toBeGreaterThanOrEqual(10)
  })

  it.each(examples)('does what the page says: $command', async ({ command, shown }) => {
    const { stdout } = await shell(command === tokenCommand ? command : `${tokenCommand}\n${command}`)
    if (shown === null) return
    expect(fieldsOf(stdout)).toEqual(fieldsOf(shown))
    const { status, error, scope } = JSON.parse(shown) as Record<string, unknown>
    const answer = JSON.parse(stdout) as Record<string, unknown>
    expect([answer.status, answer.error]).toEqual([status, error])
    if (typeof scope === 'string') expect(answer.scope).toBe(scope)
  })

  it('brings a table as a file', async () => {
    const csv = examples.find(({ command }) => command.includes('/csv'))!.command
    expect((await shell(`${tokenCommand}\n${csv}`)).stdout).toMatch(/^\ufeff?"?[Cc]ode/)
  })
})

describe('the receiver on the page', () => {
  const code = blocks.find(({ kind }) => kind === 'js')!.text

  async function freePort() {
    const server = net.createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as net.AddressInfo
    server.close()
    await once(server, 'close')
    return port
  }

  async function receive(secretOf: (secret: string) => string) {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'receiver-'))
    const file = path.join(dir, 'receiver.mjs')
    fs.writeFileSync(file, code)
    const port = await freePort()
    const { webhook, secret } = await addWebhook(product, { url: `http://127.0.0.1:${port}/` })
    const receiver = spawn(process.execPath, [file], {
      env: { PATH: process.env.PATH, WEBHOOK_SECRET: secretOf(secret), PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let printed = ''
    receiver.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    try {
      const id = await addDelivery(product, webhook.id)
      const sender = createSender({ toLoopback: true })
      const state = async () =>
        (
          await product.sql<{ state: string; problem: string; status: number }>(
            'select state, problem, response_status as status from webhook_deliveries where id = $1',
            [id]
          )
        )[0]!
      // Until it listens, there is no connection.
      for (let tries = 0; tries < 100; tries++) {
        await product.sql("update webhook_deliveries set next_attempt_at = now(), attempts = 0 where state = 'waiting'")
        await sendDeliveries(product.worker, sender)
        if ((await state()).problem !== 'connection') break
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      return { ...(await state()), printed, id }
    } finally {
      receiver.kill('SIGKILL')
      await once(receiver, 'exit')
      fs.rmSync(dir, { recursive: true })
      await product.sql('update webhooks set enabled = false, disabled_reason = $1', ['by-hand'])
    }
  }

  it('takes a message that is ours', async () => {
    const { state, status, printed, id } = await receive((secret) => secret)
    expect([state, status]).toEqual(['delivered', 204])
    expect(printed).toContain(`${id} webhook.tested`)
  })

  it('refuses one that is signed with another secret', async () => {
    const { state, status, printed } = await receive(() => `whsec_${Buffer.alloc(32).toString('base64')}`)
    expect([state, status, printed]).toEqual(['waiting', 401, ''])
  })

  it('reads a message of the shape that the page shows', () => {
    const shown = blocks.find(({ kind }) => kind === 'webhook')!.text
    expect(JSON.parse(shown)).toMatchObject({ type: 'decision.made', data: { id: expect.any(String) } })
  })
})

it('the page is served beside the description of the API, which links to it', async () => {
  const docs = await product.app.inject('/api/docs')
  expect(docs.body).toContain('href="/api/integration"')
  const guide = await product.app.inject('/api/integration')
  expect([guide.statusCode, guide.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(guide.body).toContain('<h1>Connecting another system</h1>')
  expect(guide.body).not.toMatch(/<script|style=/)
})
