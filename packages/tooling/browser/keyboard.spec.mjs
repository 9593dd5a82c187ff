// Every page by keyboard alone: the tab key reaches all that can be acted on, in the order of the page, and one sees where one is.
import { expect, test } from './harness.mjs'
import { tokenOf } from './publicFace.mjs'

test.describe.configure({ timeout: 300_000 })

/** What can be acted on, each once; of a group of radio buttons one, as the arrow keys do the rest. */
const markAll = (page) =>
  page.evaluate(() => {
    const groups = new Set()
    const selector = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])'
    const all = [...document.querySelectorAll(selector)].filter((element) => {
      if (element.disabled || element.tabIndex < 0 || element.closest('[hidden], [inert]')) return false
      if (!element.checkVisibility({ visibilityProperty: true })) return false
      if (element.type !== 'radio') return true
      return !groups.has(element.name) && groups.add(element.name)
    })
    all.forEach((element, place) => (element.dataset.stop = element.type === 'radio' ? element.name : String(place)))
    return all.map((element) => [element.dataset.stop, element.outerHTML.slice(0, 120)])
  })

/** Presses Tab through the page; returns what was reached, and where nothing showed it. */
async function tabThrough(page, most) {
  const reached = new Set()
  const unseen = []
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const active = document.activeElement
      if (!active || active === document.body) return null
      const shows = (element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
      }
      const near = [active, active.parentElement, active.closest('label'), active.nextElementSibling].filter(Boolean)
      const name = active.type === 'radio' ? active.name : active.dataset.stop
      return { name, shows: near.some(shows), html: active.outerHTML.slice(0, 120) }
    })
    if (!stop) continue
    if (stop.name !== undefined) reached.add(stop.name)
    if (!stop.shows) unseen.push(stop.html)
  }
  return { reached, unseen }
}

const pages = {
  'registrant-gauteng': [
    '/meu-registo',
    '/meu-registo/trabalho',
    '/meu-registo/ofertas',
    '/meu-registo/autorizacoes',
    '/meu-registo/mudanca',
    '/meu-registo/contacto',
    '/meu-registo/historico',
    '/meu-registo/apagar'
  ],
  'officer-joanesburgo': ['/equipa', '/equipa/pessoas', '/equipa/pessoas/nova', '/equipa/ajudantes'],
  administrator: ['/equipa', '/equipa/postos', '/equipa/utilizadores/novo', '/equipa/denuncias'],
  nobody: ['/', '/privacidade', '/registar', '/entrar', '/denunciar', '/api/docs']
}

for (const [identity, paths] of Object.entries(pages))
  test(`the tab key reaches everything on the pages of ${identity}, and shows where one is`, async ({
    page,
    context,
    baseURL
  }) => {
    if (identity !== 'nobody')
      await context.addCookies([{ name: 'ponte_access', value: await tokenOf(identity), url: baseURL }])
    for (const path of paths) {
      await page.goto(path, { waitUntil: 'networkidle' })
      const stops = await markAll(page)
      expect([path, stops.length > 0]).toEqual([path, true])
      const { reached, unseen } = await tabThrough(page, Math.min(stops.length + 8, 400))
      const missed = stops.filter(([name]) => !reached.has(name)).map(([, html]) => html)
      expect.soft({ path, missed, unseen }).toEqual({ path, missed: [], unseen: [] })
    }
  })
