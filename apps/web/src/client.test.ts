/** @jest-environment node */
import { afterEach, expect, jest, test } from '@jest/globals'
import type { getSession } from '@ponte/schema'
import { call, callWithMeta, hrefOf, newKey, OfflineError, onSignedOut, ProblemError } from './client'

const endpoint = (method: string, url: string) => ({ method, url }) as unknown as typeof getSession
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })
type Fetch = typeof globalThis.fetch
const isRefresh = (url: unknown) => url === '/api/v1/session/refresh'
const original = globalThis.fetch
const answerWith = (...answers: (Response | Error)[]) => {
  const fake = jest.fn<Fetch>(() => {
    const next = answers.shift()
    return next instanceof Response ? Promise.resolve(next) : Promise.reject(next ?? new Error('no answer left'))
  })
  globalThis.fetch = fake
  return fake
}
afterEach(() => {
  globalThis.fetch = original
})

test('an address takes its parameters and leaves out what was not given', () => {
  const url = hrefOf(
    { url: '/posts/:id' },
    { params: { id: 'a/b' }, querystring: { country: ['ZA', 'PT'], q: '', n: 0, x: undefined } }
  )
  expect(url).toBe('/api/v1/posts/a%2Fb?country=ZA&country=PT&n=0')
})

test('a read sends no body, a write says that it is JSON even without one', async () => {
  const fetch = answerWith(answer(200, {}), answer(200, {}))
  await call(endpoint('GET', '/session'))
  await call(endpoint('DELETE', '/session'))
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'GET', body: undefined, credentials: 'same-origin' })
  expect(fetch.mock.calls[1]?.[1]?.headers).toMatchObject({ 'Content-Type': 'application/json' })
})

test('the key and the version of a record travel as headers, and the new version comes back', async () => {
  const fetch = answerWith(answer(200, { a: 1 }, { ETag: '"2"' }))
  const input = { body: {} } as never
  const { data, etag } = await callWithMeta(endpoint('PATCH', '/posts/1'), input, {
    idempotencyKey: 'k',
    ifMatch: '"1"'
  })
  expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({ 'Idempotency-Key': '"k"', 'If-Match': '"1"' })
  expect([data, etag]).toEqual([{ a: 1 }, '"2"'])
})

test('a refusal is a problem with all its bad fields', async () => {
  const errors = [{ pointer: '#/contact/value', in: 'body', code: 'phone', detail: 'Too short' }]
  answerWith(answer(422, { type: '/problems/invalid', title: 'Invalid', errors }, { 'Retry-After': '7' }))
  const problem = await call(endpoint('POST', '/registrations')).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(ProblemError)
  expect(problem).toMatchObject({ status: 422, type: '/problems/invalid', errors, retryAfterSeconds: 7 })
})

test('no answer at all is being offline, and nothing else', async () => {
  answerWith(new TypeError('Failed to fetch'))
  await expect(call(endpoint('GET', '/posts'))).rejects.toBeInstanceOf(OfflineError)
})

test('several calls that are refused together exchange the cookie once and are repeated once', async () => {
  let fresh = false
  const fetch = jest.fn<Fetch>(async (url) => {
    if (isRefresh(url)) fresh = true
    return fresh ? answer(200, { ok: true }) : answer(401, {})
  })
  globalThis.fetch = fetch
  await Promise.all([call(endpoint('GET', '/posts')), call(endpoint('GET', '/staff'))])
  expect(fetch.mock.calls.filter(([url]) => isRefresh(url))).toHaveLength(1)
})

test('when the cookie is refused too, the session has ended, and everyone is told', async () => {
  answerWith(answer(401, {}), answer(401, {}))
  const told = jest.fn()
  const stop = onSignedOut(told)
  await expect(call(endpoint('GET', '/posts'))).rejects.toMatchObject({ status: 401 })
  stop()
  expect(told).toHaveBeenCalledTimes(1)
})

test('a wrong password does not try to refresh a session', async () => {
  const fetch = answerWith(answer(401, {}))
  await expect(call(endpoint('POST', '/session/staff'))).rejects.toMatchObject({ status: 401 })
  expect(fetch).toHaveBeenCalledTimes(1)
})

test('two keys are never the same', () => {
  expect(newKey()).toMatch(/^[0-9a-f]{32}$/)
  expect(newKey()).not.toBe(newKey())
})
