import { axe, collectCspViolations, collectErrors, collectForeignRequests, expect, test } from './harness.mjs'

test('the first page answers, with a heading, for everybody and without help from elsewhere', async ({ page }) => {
  const foreign = collectForeignRequests(page)
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  const answer = await page.goto('/')
  expect(answer?.status()).toBe(200)
  await expect(page.locator('h1')).toHaveCount(1)
  await expect(page.locator('h1')).not.toBeEmpty()
  await page.waitForLoadState('networkidle')
  await axe(page)
  expect(foreign).toEqual([])
  expect(violations).toEqual([])
  expect(errors).toEqual([])
})

test('every public page is rendered on the server, and what is not there says so', async ({ request }) => {
  const { publicUrls } = await import('../../../apps/web/dist-ssr/render.js')
  expect(publicUrls.length).toBeGreaterThan(90)
  for (const [url, status] of [...publicUrls.map((url) => [url, 200]), ['/nada', 404], ['/en/nothing', 404]]) {
    const answer = await request.get(url, { headers: { accept: 'text/html' } })
    expect([url, answer.status()]).toEqual([url, status])
    expect(await answer.text()).toMatch(/<main[\s>]/)
  }
})

test('the server says that it is well', async ({ request }) => {
  expect((await request.get('/healthz')).status()).toBe(200)
  expect((await request.get('/readyz')).status()).toBe(200)
})
