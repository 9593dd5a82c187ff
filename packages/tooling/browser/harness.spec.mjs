// The collectors see what they are there for: a watchman who never finds anything may be asleep.
import { axe, collectCspViolations, collectErrors, collectForeignRequests, expect, test } from './harness.mjs'

const badPage = `<!doctype html><html lang="pt"><title>Má</title><main><h1>Má</h1>
  <input id="nameless"><script>document.title = 'inline'</script>
  <script src="/bad.js"></script></main></html>`

test('a bad page is caught at everything that it does', async ({ page }) => {
  await page.route('**/bad', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'content-security-policy': "default-src 'self'; connect-src *" },
      body: badPage
    })
  )
  await page.route('**/bad.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: "fetch('https://elsewhere.invalid/').catch(() => { throw new Error('oh') })"
    })
  )
  const foreign = collectForeignRequests(page)
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  await page.goto('/bad')

  await expect.poll(() => foreign).toEqual(['https://elsewhere.invalid/'])
  await expect.poll(() => violations.join()).toContain('script-src-elem stopped inline')
  await expect.poll(() => errors.join()).toContain('oh')
  const complaint = await axe(page).catch((error) => error.message)
  expect(complaint).toContain('#nameless')
})
