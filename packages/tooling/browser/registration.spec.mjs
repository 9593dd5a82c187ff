// A person abroad registers: on a cheap phone, in both languages, for a child, with help, and when the line breaks.
import { brotliCompressSync } from 'node:zlib'
import {
  codeIn,
  collectCspViolations,
  collectErrors,
  collectForeignRequests,
  expect,
  newestMessage,
  test
} from './harness.mjs'
import { inspect, newEmail, newHelperCode } from './publicFace.mjs'
import { personAt, words } from './registrationWalk.mjs'

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true })
test.describe.configure({ timeout: 300_000 })

const reference = /\d{3} \d{3} \d{4}/
for (const language of ['pt', 'en']) {
  test(`one registers oneself in twelve screens, in ${language}`, async ({ page }) => {
    const foreign = collectForeignRequests(page)
    const errors = collectErrors(page)
    const violations = await collectCspViolations(page)
    const screens = []
    const person = personAt(page, language, async () => {
      screens.push(new URL(page.url()).pathname)
      await inspect(page)
    })
    const email = newEmail()
    await person.whom()
    await person.notice()
    await person.middle(email)
    await person.send()
    await person.confirm(email)
    await expect(page.getByText(reference).first()).toBeVisible()
    expect(screens.length).toBeLessThanOrEqual(12)
    expect(foreign).toEqual([])
    expect(violations).toEqual([])
    expect(errors).toEqual([])
    // Nothing that was typed is left behind.
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(kept).not.toMatch(new RegExp(`Anchia|Cossa|1986|Soweto|${email}`))
  })
}

test('the page weighs at most 70 KB when it opens, and the whole registration at most 200 KB', async ({ page }) => {
  const sizes = new Map()
  const arriving = []
  const weight = async () => {
    await Promise.all(arriving)
    return [...sizes.values()].reduce((sum, size) => sum + size, 0)
  }
  const measure = async (response) => {
    const body = await response.body().catch(() => Buffer.alloc(0))
    sizes.set(response.url(), brotliCompressSync(body).length)
  }
  page.on('response', (response) => arriving.push(measure(response)))
  const email = newEmail()
  const person = personAt(page)
  await page.goto('/registar', { waitUntil: 'networkidle' })
  const first = await weight()
  console.log(`First load of the registration page: ${first} bytes in ${sizes.size} answers, brotli.`)
  expect(first).toBeLessThanOrEqual(70_000)
  await person.whom()
  await person.notice()
  await person.middle(email)
  await person.send()
  await person.confirm(email)
  const total = await weight()
  test.info().annotations.push({ type: 'bytes', description: `${total} in ${sizes.size} answers` })
  console.log(`Registration: ${total} bytes in ${sizes.size} answers, brotli.`)
  expect(total).toBeLessThanOrEqual(200_000)
})

for (const language of ['pt', 'en']) {
  const w = words[language]

  test(`a guardian registers a child, and another person on the same phone goes faster, in ${language}`, async ({
    page
  }) => {
    const email = newEmail()
    const person = personAt(page, language)
    await person.whom(w.child, w.shared)
    await person.notice()
    await page.getByLabel(w.given).first().fill('Kelvin')
    await page.getByLabel(w.given).nth(1).fill('Rosa')
    await page.getByLabel(w.surnames).nth(1).fill('Cossa')
    await person.choose(w.mother)
    await inspect(page)
    await person.next()
    await person.birth(String(new Date().getFullYear() - 7))
    await person.sex()
    await person.link()
    await person.place()
    await person.contact(email)
    await person.language()
    await expect(page.getByText('Rosa Cossa')).toBeVisible()
    await person.send()
    await person.confirm(email)
    const first = await page.getByText(reference).first().textContent()

    await page.getByRole('button', { name: w.again }).click()
    await expect(page).toHaveURL(new RegExp(`${w.start}$`))
    await person.choose(w.self)
    await person.next()
    // The notice was accepted a moment ago and does not come again.
    await expect(page).toHaveURL(new RegExp(`${w.start}/(nome|name)`))
    await person.name('Rosa', 'Cossa')
    await person.birth('1990')
    await person.sex()
    await person.link()
    await person.place()
    await page.getByLabel(w.same).check()
    await page.getByLabel(w.own).check()
    await person.next()
    await person.language()
    const before = new Date()
    await person.send()
    const message = await newestMessage(page.request, email, { after: before })
    await page.getByLabel(w.code).fill(codeIn(message))
    await expect(page.getByRole('heading', { name: w.done })).toBeVisible()
    expect(await page.getByText(reference).first().textContent()).not.toBe(first)
  })

  test(`a helper registers somebody who has no contact; without a helper the post confirms, in ${language}`, async ({
    page,
    request
  }) => {
    const person = personAt(page, language)
    await page.goto(`/?ajuda=${await newHelperCode(request)}`)
    expect(page.url(), 'the code does not stay in the address').not.toContain('ajuda')
    await page.goto(w.start, { waitUntil: 'networkidle' })
    await expect(page.getByLabel(w.helper)).toBeChecked()
    await person.choose(w.adult)
    await person.choose(w.shared)
    await person.next()
    await person.notice()
    await person.name('Amélia', '')
    await person.birth('1950')
    await person.sex()
    await person.link()
    await person.place()
    await person.choose(w.theyHaveNone)
    await person.next()
    await person.language()
    await person.send()
    await expect(page.getByRole('heading', { name: w.done })).toBeVisible()
    await expect(page.getByText(reference).first()).toBeVisible()
    // A helper reads nothing back, and nothing is promised that does not hold: the post opens the record first.
    await expect(page.getByText(w.openedByPost)).toBeVisible()
    await inspect(page)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByText(w.slip)).toBeVisible()
    await expect(page.getByText(/: (localhost|127)/)).toHaveCount(0)
    await page.emulateMedia({ media: 'screen' })
    await expect(page.getByRole('link', { name: w.goOn })).toHaveCount(0)

    await page.getByRole('button', { name: w.again }).click()
    await expect(page).toHaveURL(new RegExp(`${w.start}$`))
    await person.choose(w.self)
    await person.next()
    await person.name('Jorge', 'Tembe')
    await person.birth('1970')
    await person.sex()
    await person.link()
    await person.place()
    await person.choose(w.haveNone)
    await person.next()
    await person.language()
    await person.send()
    await expect(page.getByText(w.showAtPost)).toBeVisible()
    await inspect(page)
  })
}

test('a child whose relation nobody has checked waits for the post, also with a helper’s code', async ({
  page,
  request
}) => {
  const person = personAt(page)
  await page.goto(`/?ajuda=${await newHelperCode(request)}`)
  await page.goto('/registar', { waitUntil: 'networkidle' })
  await person.choose('Uma criança')
  await person.choose(words.pt.shared)
  await person.next()
  await person.notice()
  await page.getByLabel('Nomes próprios').first().fill('Kelvin')
  await page.getByLabel('Nomes próprios').nth(1).fill('Amélia')
  await person.choose('Outra pessoa que cuida da criança')
  await person.next()
  await person.birth(String(new Date().getFullYear() - 7))
  await person.sex()
  await person.link()
  await person.place()
  await person.choose('Nenhum')
  await person.next()
  await person.language()
  await person.send()
  await expect(page.getByRole('heading', { name: 'As respostas estão guardadas' })).toBeVisible()
  await expect(page.getByText(/^Mostre este número em/)).toBeVisible()
  await expect(page.getByText(reference).first()).toBeVisible()
})

test('who may still be below the age is asked, and with a no is led to who cares for them', async ({ page }) => {
  const person = personAt(page)
  await person.whom()
  await person.notice()
  await person.name()
  await page.getByLabel(words.pt.year).fill(String(new Date().getFullYear() - 16))
  const asked = page.getByRole('group', { name: 'Já fez 16 anos?' })
  await asked.getByLabel('Não', { exact: true }).check()
  await page.getByRole('button', { name: words.pt.next }).click()
  await expect(page.getByRole('alert')).toContainText('Antes dos 16 anos')
  await inspect(page)
  await asked.getByLabel('Sim', { exact: true }).check()
  await person.next()
  await expect(page.getByRole('heading', { name: /sexo/ })).toBeVisible()
})

test('a wrong helper’s code is said at once', async ({ page }) => {
  const person = personAt(page)
  await page.goto('/registar', { waitUntil: 'networkidle' })
  await person.choose(words.pt.helper)
  await page.getByRole('textbox', { name: 'Código de ajudante' }).fill('AAAA-2222')
  await person.choose('Uma pessoa adulta')
  await person.choose(words.pt.mine)
  await page.getByRole('button', { name: 'Continuar' }).click()
  await expect(page.getByRole('alert')).toContainText('Este código não serve')
  await inspect(page)
})

test('when the line breaks, one types on, sends again, and is registered once', async ({ page, context }) => {
  const email = newEmail()
  const person = personAt(page)
  await page.goto('/?c=cartaz-7')
  await person.whom()
  await person.notice()
  await person.name()
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await expect(page.getByText('Sem ligação à internet.').first()).toBeVisible()
  await person.birth()
  await person.sex()
  await person.link()
  await person.place()
  await person.contact(email)
  await person.language()
  await page.getByRole('button', { name: words.pt.send }).click()
  await expect(page.getByRole('alert')).toContainText('O que escreveu ficou aqui')
  await inspect(page)

  // The line is back, but the answer gets lost on its way: the request has arrived all the same.
  await context.setOffline(false)
  const arrived = []
  await page.route('**/api/v1/registrations', async (route) => {
    arrived.push((await (await route.fetch()).json()).id)
    await route.abort()
  })
  await page.getByRole('button', { name: 'Enviar de novo' }).click()
  await expect.poll(() => arrived.length).toBe(1)
  await expect(page.getByRole('alert')).toBeVisible()
  await page.unroute('**/api/v1/registrations')

  // Even after a reload the same request goes out, and the same person answers.
  await page.reload()
  const [answer] = await Promise.all([
    page.waitForResponse('**/api/v1/registrations'),
    page.getByRole('button', { name: 'Enviar de novo' }).click()
  ])
  expect((await answer.json()).id).toBe(arrived[0])
  // The code of the link by which one came has been kept all the way.
  expect(answer.request().postDataJSON()).toMatchObject({ campaignCode: 'cartaz-7' })
  await person.confirm(email)
})

test('the way back loses nothing, and a change leads back to the summary', async ({ page }) => {
  const email = newEmail()
  const person = personAt(page)
  await person.whom()
  await person.notice()
  await person.name()
  await page.getByLabel(words.pt.year).fill('19')
  await page.goBack()
  await expect(page.getByLabel('Nomes próprios')).toHaveValue('Anchia')
  await page.goForward()
  await expect(page.getByLabel(words.pt.year)).toHaveValue('19')
  await page.reload()
  await expect(page.getByLabel(words.pt.year)).toHaveValue('19')
  await person.birth()
  await person.sex()
  await person.link()
  await person.place()
  // A number that no country has: only the server knows that.
  await person.choose('Telemóvel')
  await page.getByLabel('Número de telemóvel').fill('+27 12')
  await page.getByLabel(words.pt.own).check()
  await page.getByRole('button', { name: 'Continuar' }).click()
  await expect(page.getByRole('alert')).toContainText('não conseguimos falar')
  await page.getByLabel('Número de telemóvel').fill('+27 000 000 0000')
  await person.next()
  await person.language()
  await page.getByRole('link', { name: 'Mudar Nome' }).click()
  await page.getByLabel('Nomes próprios').fill('Anchia Rosa')
  await person.next()
  await expect(page).toHaveURL(/verificar$/)
  await expect(page.getByText('Anchia Rosa Cossa')).toBeVisible()

  await page.getByRole('button', { name: words.pt.send }).click()
  await expect(page).toHaveURL(/contacto\?mudar/)
  await expect(page.getByRole('alert')).toBeFocused()
  await inspect(page)
  await person.contact(email)
  await expect(page).toHaveURL(/verificar$/)
  await person.send()
  await person.confirm(email)
})

test('a notice that has changed meanwhile is read again before it is sent', async ({ page }) => {
  const email = newEmail()
  const person = personAt(page)
  await page.route('**/api/v1/notices*', async (route) => {
    const answer = await route.fetch()
    const { items } = await answer.json()
    await route.fulfill({ response: answer, json: { items: items.map((one) => ({ ...one, version: 'antigo' })) } })
  })
  await person.whom()
  await person.notice()
  await person.middle(email)
  await page.unroute('**/api/v1/notices*')
  await page.getByRole('button', { name: words.pt.send }).click()
  await expect(page).toHaveURL(/aviso/)
  await expect(page.getByRole('alert')).toContainText('O texto mudou entretanto')
  await page.waitForLoadState('networkidle')
  await person.notice()
  await expect(page).toHaveURL(/verificar$/)
  await person.send()
  await person.confirm(email)
})

test('a mistyped contact is mended, a code is asked for again, and a reload loses nothing', async ({ page }) => {
  const person = personAt(page)
  await person.whom()
  await person.notice()
  await person.middle(newEmail())
  await person.send()
  await page.reload()
  await expect(page.getByRole('button', { name: /^Outro código daqui a/ })).toBeDisabled()
  await page.getByLabel(words.pt.code).fill('000000')
  await expect(page.getByRole('alert')).toContainText('O código não está certo')
  const email = newEmail()
  await page.getByText('O contacto está errado?').click()
  await person.choose('E-mail')
  await page.getByLabel('Endereço de e-mail').fill(email)
  await inspect(page)
  await page.getByRole('button', { name: 'Enviar o código para aqui' }).click()
  await expect(page.getByText('Enviámos um código para')).toBeVisible()
  await person.confirm(email)
})

test('on one’s own phone the answers stay, behind a question that only this person answers', async ({
  page,
  context
}) => {
  const person = personAt(page)
  await person.whom()
  await person.notice()
  await person.name()
  await person.birth('1986')
  const other = await context.newPage()
  await other.goto('/registar/nome')
  await expect(other.getByText('Há um registo começado neste aparelho.')).toBeVisible()
  await expect(other.getByText('Anchia')).toHaveCount(0)
  await inspect(other)
  await other.getByLabel(words.pt.year).fill('1985')
  await other.getByRole('button', { name: 'Continuar o registo' }).click()
  await expect(other.getByRole('alert')).toContainText('Não é esse ano')
  await other.getByLabel(words.pt.year).fill('1986')
  await other.getByRole('button', { name: 'Continuar o registo' }).click()
  await expect(other.getByLabel('Nomes próprios')).toHaveValue('Anchia')

  const stranger = await context.newPage()
  await stranger.goto('/registar/nome')
  for (const year of ['1980', '1981']) {
    await stranger.getByLabel(words.pt.year).fill(year)
    await stranger.getByRole('button', { name: 'Continuar o registo' }).click()
  }
  await expect(stranger.getByRole('heading', { name: 'Para quem é o registo?' })).toBeVisible()
  expect(await stranger.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('Anchia')
})

test('on a shared phone nothing stays when the tab closes', async ({ page, context }) => {
  const person = personAt(page)
  await person.whom(words.pt.self, words.pt.shared)
  await person.notice()
  await person.name()
  await person.birth('1986')
  await page.reload()
  await expect(page.getByRole('heading', { name: /sexo/ })).toBeVisible()
  const other = await context.newPage()
  await other.goto('/registar/nome')
  await expect(other).toHaveURL(/\/registar$/)
  expect(await other.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('Anchia')
})

test('the keyboard is enough, and who may be of age is asked', async ({ page }) => {
  const email = newEmail()
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const heading = (name) => expect(page.getByRole('heading', { name, level: 1 })).toBeFocused()
  const tabTo = async (locator) => {
    for (let i = 0; i < 40; i++) {
      if (await locator.evaluate((element) => element === document.activeElement)) return
      await press('Tab')
    }
    throw new Error(`Tab never reached ${locator}`)
  }
  await page.goto('/registar', { waitUntil: 'networkidle' })
  await tabTo(page.getByLabel(words.pt.self))
  await press('Space')
  await tabTo(page.getByLabel(words.pt.mine))
  await press('Space', 'Enter')
  await heading('Antes de começar')
  await tabTo(page.getByRole('button', { name: words.pt.accept }))
  await press('Enter')
  await heading('Como se chama?')
  await tabTo(page.getByLabel('Nomes próprios'))
  await page.keyboard.type('Anchia')
  await press('Enter')
  await heading(words.pt.year)
  await tabTo(page.getByLabel(words.pt.year))
  await page.keyboard.type(String(new Date().getFullYear() - 18))
  await press('Enter')
  await expect(page.getByRole('alert')).toBeFocused()
  await tabTo(page.getByLabel('Sim', { exact: true }))
  await press('Space', 'Enter')
  await heading(/sexo/)
  await tabTo(page.getByLabel('Mulher'))
  await press('ArrowDown', 'ArrowUp', 'Enter')
  await heading(/ligação/)
  await tabTo(page.getByLabel(words.pt.citizen))
  await press('Space')
  await tabTo(page.getByRole('group', { name: words.pt.born }).getByLabel('Sim', { exact: true }))
  await press('Space', 'Enter')
  await heading(words.pt.country)
  await tabTo(page.getByLabel(words.pt.country))
  await page.keyboard.type('portug')
  await expect(page.locator('[role=option]').first()).toBeVisible()
  await press('Enter', 'Enter')
  await heading(/Como podemos/)
  await tabTo(page.getByLabel('Telemóvel', { exact: true }))
  await press('ArrowDown')
  await tabTo(page.getByLabel('Endereço de e-mail'))
  await page.keyboard.type(email)
  await tabTo(page.getByLabel(words.pt.own))
  await press('Space', 'Enter')
  await heading(/Em que língua/)
  await tabTo(page.getByRole('button', { name: 'Continuar' }))
  await press('Enter')
  await heading('Está tudo certo?')
  await tabTo(page.getByRole('button', { name: words.pt.send }))
  await press('Enter')
  await heading(words.pt.code)
  await tabTo(page.getByLabel(words.pt.code))
  await page.keyboard.type(codeIn(await newestMessage(page.request, email)))
  await heading(words.pt.done)
})
