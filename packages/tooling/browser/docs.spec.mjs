// The pages that one reads: what happens with the data, the API for people who write programs, and what an error means.
import { collectCspViolations, collectForeignRequests, expect, test } from './harness.mjs'
import { inspect } from './publicFace.mjs'

const pages = [
  ['what happens with the data', '/privacidade'],
  ['the same in English', '/en/privacy'],
  ['the API for people', '/api/docs'],
  ['what one error means', '/problems/version-changed'],
  ['a page that is not there', '/nada']
]

test.use({ viewport: { width: 360, height: 740 } })

for (const [what, address] of pages)
  test(`${what} is read on a phone, in both themes, and with letters twice as large`, async ({ page }) => {
    // The API is a long page, and every letter of it is looked at.
    test.slow()
    const foreign = collectForeignRequests(page)
    const violations = await collectCspViolations(page)
    await page.goto(address, { waitUntil: 'networkidle' })
    await expect(page.locator('h1')).toHaveCount(1)
    await inspect(page)
    expect(foreign).toEqual([])
    expect(violations).toEqual([])
  })
