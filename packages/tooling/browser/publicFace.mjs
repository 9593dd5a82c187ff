// What the specs of the public face share: a look at a page, and people who are registered through the API.
import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from '../places.mjs'
import { phone } from './hands.mjs'
import { axe, codeIn, expect, newestMessage } from './harness.mjs'

/** A new theme runs down the page from parent to child, each with a transition of its own, however short: it has to end. */
export const settled = (page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let quiet = 0; quiet < 4; quiet++) {
      await frame()
      const runs = (animation) => animation.effect?.getComputedTiming().endTime !== Infinity
      if (document.getAnimations().some(runs)) quiet = 0
    }
  })

/** Types a day, as in 2026-06-15, into the three boxes of a field. */
export async function fillDay(page, name, isoDay) {
  const boxes = page.getByRole('group', { name }).getByRole('textbox')
  const parts = isoDay.split('-').map(Number).reverse()
  for (const [place, part] of parts.entries()) await boxes.nth(place).fill(String(part))
}

/** Accessible in both themes, and with letters twice as large nothing is cut off. A page that still loads is waited for. */
export async function inspect(page) {
  // Not by its role: behind a dialog nothing has one.
  await expect(page.locator('h1').first()).toBeVisible()
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await settled(page)
    await axe(page)
  }
  await expectNothingCut(page)
}

/** With letters twice as large nothing stands outside of the page, and no hint in a field is cut off. */
export async function expectNothingCut(page) {
  const setSize = (size) => page.evaluate((wanted) => (document.documentElement.style.fontSize = wanted), size)
  const look = () =>
    page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d')
      const isCut = (input) => {
        const { font, paddingLeft, paddingRight } = getComputedStyle(input)
        context.font = font
        const room = input.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
        return input.offsetParent !== null && context.measureText(input.placeholder).width > room
      }
      const hints = [...document.querySelectorAll('input[placeholder]')].filter(isCut).map((input) => input.placeholder)
      // Not window.innerWidth: it grows with what stands outside, since a phone shrinks such a page until all is seen.
      const { clientWidth: width, scrollWidth } = document.documentElement
      const overflow = Math.max(0, scrollWidth - width)
      const outside = []
      if (overflow > 0) {
        const range = document.createRange()
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
        while (walker.nextNode()) {
          const node = walker.currentNode
          range.selectNode(node)
          if ([...range.getClientRects()].some(({ right }) => right > width + 0.5))
            outside.push(
              `${node.nodeName} ${node.className ?? node.parentElement.className}: ${node.textContent.slice(0, 40)}`
            )
        }
      }
      return { outside, overflow, hints }
    })
  await setSize('200%')
  // Charts draw themselves anew at the new size, a moment later.
  await expect
    .poll(look, { message: `with letters of twice the size on ${page.url()}` })
    .toEqual({ outside: [], overflow: 0, hints: [] })
  await setSize('')
  // The page shrinks and scrolls back: whoever presses a button now would press beside it.
  await settled(page)
}

/** An address that nobody else has. */
export const newEmail = () => `${randomUUID().slice(0, 12)}@example.org`

/** A registration as the form sends it, but for what lets it in: a proof of work or a helper's code. */
async function registrationOf(request, { email, person, ...changes }) {
  const { items } = await (await request.get('/api/v1/notices')).json()
  return {
    forWhom: 'self',
    person: {
      givenNames: 'Anchia Rosa',
      surnames: 'Cossa Machava',
      birthYear: 1986,
      sex: 'woman',
      link: 'citizen',
      bornInCountry: 'yes',
      country: 'ZA',
      area: 'ZA-GP',
      city: 'Soweto',
      language: 'por',
      ...person
    },
    contact: { kind: 'email', value: email, ownership: 'mine' },
    notice: { version: items[0].version, language: 'pt', accepted: true },
    ...changes
  }
}

/** Registers a person with a helper's code. Returns what the server said. */
export const registerHelped = async (request, { email = newEmail(), ...changes } = {}) => {
  const helperCode = await newHelperCode(request)
  return {
    email,
    ...(await post(request, '/registrations', await registrationOf(request, { email, helperCode, ...changes })))
  }
}

/** Registers and confirms a person. Returns the contact and what the server said. */
export async function registerPerson(request, { email = newEmail(), ...changes } = {}) {
  const proof = await solveChallenge(request)
  const body = await registrationOf(request, { email, proof, ...changes })
  const { id, token } = await post(request, '/registrations', body)
  const code = codeIn(await newestMessage(request, email))
  return { email, ...(await post(request, `/registrations/${id}/confirm`, { token, code })) }
}

/** The access token of an officer in Joanesburgo, one of the made-up accounts. */
export const officerToken = () => tokenOf('officer-joanesburgo')

/** The access token of one of the made-up accounts. */
export async function tokenOf(identity) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(root, 'packages/tooling/ponte.mjs'), 'token', identity],
    { cwd: root, env: { ...process.env, DATA_DIR: process.env.PONTE_BROWSER_DATA } }
  )
  return stdout.trim()
}

/** A helper's code, made by that officer. */
export async function newHelperCode(request, { quota = 5 } = {}) {
  const answer = await request.post('/api/v1/helpers', {
    headers: { authorization: `Bearer ${await officerToken()}` },
    data: { name: 'Pastor Sitoe', quota, days: 30 }
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()).code
}

async function post(request, url, data) {
  const answer = await request.post(`/api/v1${url}`, { data, headers: { 'sec-fetch-site': 'same-origin' } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}

/** A proof of work for one registration. */
export async function solveChallenge(request) {
  const { challenge, difficulty } = await (await request.get('/api/v1/registrations/challenge')).json()
  for (let nonce = 0; ; nonce++) {
    const hash = createHash('sha256').update(`${challenge}.${nonce}`).digest()
    if (hash.readUInt32BE(0) >>> (32 - difficulty) === 0) return { challenge, nonce: String(nonce) }
  }
}

/** Opens the own record by a code, as somebody who was registered here. */
export async function signIn(page, { email }) {
  await page.goto('/meu-registo')
  await page.getByLabel('E-mail', { exact: true }).check()
  await page.getByLabel('Endereço de e-mail').fill(email)
  const before = new Date()
  await page.getByRole('button', { name: 'Receber o código' }).click()
  await expect(page).toHaveURL(/\/entrar\/codigo$/)
  const code = codeIn(await newestMessage(page.request, email, { after: before }))
  await page.getByLabel('Código', { exact: true }).fill(code)
  await page.getByLabel('Ano de nascimento').fill('1986')
  await page.getByRole('button', { name: 'Abrir o meu registo' }).click()
}

/** A page on a phone, of somebody made up who is signed in. */
export async function phonePageOf(browser, identity) {
  const context = await browser.newContext({
    locale: 'pt-MZ',
    viewport: phone,
    extraHTTPHeaders: { authorization: `Bearer ${await tokenOf(identity)}` }
  })
  return context.newPage()
}
