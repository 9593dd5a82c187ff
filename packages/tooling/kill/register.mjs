// One person who registers over HTTP, and repeats a request with the same key until it is answered.
import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

const patienceMs = 60_000

/** Sends until an answer comes that is not a lost connection or a 503. Never makes a new key for the same thing. */
async function send(url, method, body, headers = {}) {
  const until = Date.now() + patienceMs
  for (;;) {
    const answer = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(10_000)
    })
      .then(async (response) => ({ status: response.status, body: await response.json() }))
      .catch(() => undefined)
    if (answer && answer.status !== 503) return answer
    if (Date.now() > until) throw new Error(`No answer from ${method} ${url} within a minute.`)
    await sleep(30)
  }
}

const isSolved = (text, bits) => {
  const hash = createHash('sha256').update(text).digest()
  return hash.readUInt32BE() >>> (32 - bits) === 0
}

function solve({ challenge, difficulty }) {
  for (let nonce = 0; ; nonce += 1)
    if (isSolved(`${challenge}.${nonce}`, difficulty)) return { challenge, nonce: String(nonce) }
}

/** What somebody sends to register, marked in the field "city". */
export const registrationOf = (mark, noticeVersion, challenge) => ({
  forWhom: 'self',
  person: {
    givenNames: 'Pessoa',
    surnames: mark,
    birthYear: 1990,
    sex: 'woman',
    link: 'citizen',
    bornInCountry: 'yes',
    country: 'ZA',
    area: 'ZA-GP',
    city: mark,
    language: 'por'
  },
  contact: { kind: 'email', value: `${mark}@example.org`, ownership: 'mine', whatsapp: false },
  notice: { version: noticeVersion, language: 'pt', accepted: true },
  proof: solve(challenge)
})

/**
 * Registers and confirms one made-up person, marked in the field "city".
 * Returns the id, once the product has acknowledged the registration and, if `confirm`, the code.
 */
export async function registerPerson(base, mark, { noticeVersion, confirm, codeOf, onAcknowledged }) {
  const email = `${mark}@example.org`
  const challenge = await send(`${base}/api/v1/registrations/challenge`, 'GET')
  const payload = registrationOf(mark, noticeVersion, challenge.body)
  const created = await send(`${base}/api/v1/registrations`, 'POST', payload, {
    'idempotency-key': `"${randomUUID()}"`
  })
  if (created.status !== 201)
    throw new Error(`Registering was answered with ${created.status}: ${JSON.stringify(created.body)}`)
  const { id, token } = created.body
  onAcknowledged('registered', { id, mark })
  if (!confirm) return
  const code = await codeOf(email)
  const confirmed = await send(`${base}/api/v1/registrations/${id}/confirm`, 'POST', { token, code })
  if (confirmed.status === 200) onAcknowledged('confirmed', { id, mark })
  // A confirmation whose answer was lost used its try; five lost answers in a row spend the code.
  else if (confirmed.status !== 422)
    throw new Error(`Confirming was answered with ${confirmed.status}: ${JSON.stringify(confirmed.body)}`)
}
