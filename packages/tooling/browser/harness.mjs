// What every browser spec needs: import { test, expect, axe, … } from './harness.mjs'.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

export { expect, test }

/**
 * The newest message that the product has sent to an address or phone number, read from the outbox of the development
 * server. Waits, since the worker sends after the answer. `after` leaves out what was sent before that moment.
 *
 * @returns {Promise<{ id: string, channel: string, to: string, subject: string | null, text: string, at: string }>}
 */
export async function newestMessage(request, contact, { after = new Date(0), timeoutMs = 15_000 } = {}) {
  const wanted = comparable(contact)
  let found
  await expect
    .poll(
      async () => {
        const answer = await request.get('/api/v1/outbox')
        expect(answer.status(), 'the outbox is open on loopback in development').toBe(200)
        const { items } = await answer.json()
        found = items.find(({ to, at }) => comparable(to) === wanted && new Date(at) >= after)
        return found !== undefined
      },
      { message: `a message to ${contact}`, timeout: timeoutMs, intervals: [100, 200, 400] }
    )
    .toBe(true)
  return found
}

/** The one-time code of a message: the only group of six figures in its text. */
export function codeIn(message) {
  const [code] = /(?<!\d)\d{6}(?!\d)/.exec(message.text) ?? []
  expect(code, `a code in: ${message.text}`).toBeDefined()
  return code
}

function comparable(contact) {
  return contact.replace(/[\s()-]/g, '').toLowerCase()
}

/** Fails with a readable list when the page breaks a rule of WCAG 2.2 A and AA, or a good practice that axe knows. */
export async function axe(page, { exclude = [] } = {}) {
  let builder = new AxeBuilder({ page }).withTags([
    'wcag2a',
    'wcag2aa',
    'wcag21a',
    'wcag21aa',
    'wcag22a',
    'wcag22aa',
    'best-practice'
  ])
  for (const selector of exclude) builder = builder.exclude(selector)
  const { violations } = await builder.analyze()
  const list = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.target.join(' ')}\n    ${node.html.slice(0, 160)}`)
  )
  expect(list, `accessibility of ${page.url()}`).toEqual([])
}

/** Collects requests that leave the product's own origin; there should be none, ever. */
export function collectForeignRequests(page) {
  const own = new URL(process.env.PONTE_BROWSER_URL).origin
  const foreign = []
  page.context().on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (!['data:', 'blob:', 'about:'].includes(protocol) && origin !== own) foreign.push(request.url())
  })
  return foreign
}

/** Collects what the content security policy had to stop. Call it before the first `page.goto`. */
export async function collectCspViolations(page) {
  const violations = []
  const mark = '[content security policy] '
  page.on('console', (message) => {
    if (message.text().startsWith(mark)) violations.push(message.text().slice(mark.length))
  })
  await page.addInitScript((prefix) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event
      console.info(`${prefix}${effectiveDirective} stopped ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`)
    })
  }, mark)
  return violations
}

/** Collects uncaught errors of the page and what it writes to the console as an error. */
export function collectErrors(page) {
  const errors = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  return errors
}
