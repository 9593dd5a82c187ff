import type { Input, Output } from '@ponte/schema'

/*
 * The one way to the server. An endpoint is needed here only as a method and an address; its type carries what goes in and
 * what comes out, so that no schema has to be part of what a phone loads.
 */
export interface Address {
  method: string
  url: string
}

export interface FieldProblem {
  /** JSON pointer to the field: `#/contact/value` or `/contact/value`. */
  pointer: string
  in: string
  code?: string
  detail: string
}

/** The server answered with problem details (RFC 9457). */
export class ProblemError extends Error {
  readonly status: number
  readonly type: string
  readonly title: string
  readonly detail: string | undefined
  readonly errors: readonly FieldProblem[]
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, problem: Partial<ProblemBody>, retryAfter?: string | null) {
    super(problem.title ?? `HTTP ${status}`)
    this.name = 'ProblemError'
    this.status = status
    this.type = problem.type ?? 'about:blank'
    this.title = problem.title ?? ''
    this.detail = problem.detail
    this.errors = problem.errors ?? []
    this.retryAfterSeconds = Number(retryAfter) || undefined
  }
}
interface ProblemBody {
  type: string
  title: string
  detail?: string
  errors?: FieldProblem[]
}

/** No answer came: no connection, or it broke. The request may have arrived, so a repeated POST needs its old key. */
export class OfflineError extends Error {
  constructor(cause?: unknown) {
    super('offline', { cause })
    this.name = 'OfflineError'
  }
}

export interface CallOptions {
  /** Makes a POST safe to repeat: see `newKey`. */
  idempotencyKey?: string
  /** The `etag` that came with the record: the server refuses if somebody changed it since. */
  ifMatch?: string
  signal?: AbortSignal
}

type Parts = { params?: object; querystring?: object; body?: unknown }
type Arguments<E> =
  Record<never, never> extends Input<E>
    ? [input?: Input<E>, options?: CallOptions]
    : [input: Input<E>, options?: CallOptions]

/** Calls an endpoint and returns the body of its answer. */
export async function call<E extends Address>(endpoint: E, ...args: Arguments<E>): Promise<Output<E>> {
  return (await callWithMeta(endpoint, ...args)).data
}

/** The same with the `ETag` and the status of the answer. */
export async function callWithMeta<E extends Address>(endpoint: E, ...[input, options]: Arguments<E>) {
  const response = await sendSignedIn(endpoint, input, options)
  const data: unknown = await read(response)
  return { data: data as Output<E>, etag: response.headers.get('ETag') ?? undefined, status: response.status }
}

export interface FileAnswer {
  blob: Blob
  name: string
}

/** Calls an endpoint that answers with a file, which comes with the name that the server gave it. */
export async function callForFile<E extends Address>(
  endpoint: E,
  ...[input, options]: Arguments<E>
): Promise<FileAnswer> {
  const response = await sendSignedIn(endpoint, input, options)
  const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'ponte'
  try {
    return { blob: await response.blob(), name }
  } catch (error) {
    throw new OfflineError(error)
  }
}

/** Sends, renews the session once where that helps, and throws what the server refuses. */
async function sendSignedIn(endpoint: Address, input: Parts | undefined, options: CallOptions | undefined) {
  let response = await send(endpoint, input, options)
  const ofSession = /^\/(session|setup)\b/.test(endpoint.url) && endpoint.method !== 'GET'
  if (response.status === 401 && !ofSession && (await refresh())) {
    response = await send(endpoint, input, options)
  }
  if (response.ok) return response
  if (response.status === 401 && !ofSession) signedOut.forEach((listener) => listener())
  throw new ProblemError(
    response.status,
    ((await read(response)) as Partial<ProblemBody>) ?? {},
    response.headers.get('Retry-After')
  )
}

const signedOut = new Set<() => void>()

/** Tells when the session has ended for good. Returns how to stop listening. */
export function onSignedOut(listener: () => void) {
  signedOut.add(listener)
  return () => void signedOut.delete(listener)
}

/** A fresh key for one thing to create. Keep it while the same request is repeated. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The address of an endpoint with its parameters, for a link to a download. */
export function hrefOf({ url }: Pick<Address, 'url'>, { params, querystring }: Parts = {}) {
  const path = url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(textOf((params as Values)?.[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((querystring ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, textOf(one))
    }
  }
  const text = query.toString()
  return `/api/v1${path}${text && `?${text}`}`
}
type Values = Record<string, unknown> | undefined

const textOf = (value: unknown) =>
  value === undefined || value === null ? '' : `${value as string | number | boolean}`

async function send(endpoint: Address, input: Parts | undefined, options: CallOptions = {}) {
  const headers: Record<string, string> = { Accept: 'application/json' }
  // The server takes it as a proof against forged requests, so it goes with every write, with a body or without.
  if (endpoint.method !== 'GET') headers['Content-Type'] = 'application/json'
  if (options.idempotencyKey) headers['Idempotency-Key'] = `"${options.idempotencyKey}"`
  if (options.ifMatch) headers['If-Match'] = options.ifMatch
  const body = endpoint.method === 'GET' ? undefined : JSON.stringify(input?.body ?? {})
  try {
    return await fetch(hrefOf(endpoint, input), {
      method: endpoint.method,
      headers,
      body,
      credentials: 'same-origin',
      signal: options.signal
    })
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new OfflineError(error)
  }
}

async function read(response: Response): Promise<unknown> {
  try {
    const text = await response.text()
    const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '')
    return isJson && text ? JSON.parse(text) : text || undefined
  } catch (error) {
    throw new OfflineError(error)
  }
}

let refreshing: Promise<boolean> | undefined

/** Exchanges the refresh cookie once, however many calls were refused together: the server ends a session whose cookie comes twice. */
function refresh() {
  refreshing ??= send({ method: 'POST', url: '/session/refresh' }, undefined)
    .then((response) => response.ok)
    .finally(() => (refreshing = undefined))
  return refreshing
}
