import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import type { AttemptProblem } from '@ponte/schema'
import { findAddresses, isPublicUrl, systemResolver, type Address, type Resolver } from './webhooks.addresses.ts'

const TIMEOUT_MS = 15_000
const ANSWER_BYTES_MAX = 64 * 1024

export interface Attempt {
  status: number | null
  problem: AttemptProblem | null
}

/** Sends one message and says what came of it. Never throws. */
export type Sender = (url: string, headers: Record<string, string>, body: string) => Promise<Attempt>

export interface SenderOptions {
  resolve?: Resolver
  toLoopback?: boolean
  timeoutMs?: number
  /** Opens a request; tests look at what it is told to connect to. */
  open?: typeof https.request
}

/** Reads an answer and throws it away, up to a limit: nobody is shown what another system says. */
async function drain(response: http.IncomingMessage) {
  let bytes = 0
  try {
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length
      if (bytes > ANSWER_BYTES_MAX) break
    }
  } catch {
    // The status has arrived, and it is the answer.
  } finally {
    response.destroy()
  }
}

/** The name is not looked up again: what was checked is what is connected to. */
const pinnedTo =
  (addresses: Address[]): LookupFunction =>
  (_host, options, done) => {
    if (options.all) done(null, addresses)
    else done(null, addresses[0]!.address, addresses[0]!.family)
  }

const problemOf = (status: number): AttemptProblem | null =>
  status >= 200 && status < 300 ? null : status >= 300 && status < 400 ? 'redirect' : 'status'

/** Sends over https to a public address only, once, following nothing. */
export function createSender({
  resolve = systemResolver,
  toLoopback = false,
  timeoutMs = TIMEOUT_MS,
  open
}: SenderOptions = {}): Sender {
  const post = (url: URL, addresses: Address[], headers: Record<string, string>, body: string, signal: AbortSignal) =>
    new Promise<Attempt>((done, fail) => {
      const request = (open ?? (url.protocol === 'http:' ? http.request : https.request))(
        url,
        { method: 'POST', headers, lookup: pinnedTo(addresses), agent: false, signal },
        (response) => {
          const status = response.statusCode ?? 0
          void drain(response).then(() => done({ status, problem: problemOf(status) }))
        }
      )
      request.on('error', fail)
      request.end(body)
    })

  return async (text, headers, body) => {
    // What was typed was checked then; the rule may have become stricter since.
    if (!isPublicUrl(text, { toLoopback })) return { status: null, problem: 'address' }
    const url = new URL(text)
    const signal = AbortSignal.timeout(timeoutMs)
    const addresses = await findAddresses(url, resolve, { toLoopback }).catch(() => undefined)
    if (addresses === undefined) return { status: null, problem: 'name' }
    if (addresses === null) return { status: null, problem: 'address' }
    const all = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Ponte-Webhooks/1',
      ...headers
    }
    return post(url, addresses, all, body, signal).catch((): Attempt => ({
      status: null,
      problem: signal.aborted ? 'timeout' : 'connection'
    }))
  }
}
