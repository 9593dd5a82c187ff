// The staff's day, in the order in which it happens: the first administrator, an officer, a person at the counter.
import { heading, phone } from './hands.mjs'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../places.mjs'
import {
  axe,
  collectCspViolations,
  collectErrors,
  collectForeignRequests,
  expect,
  newestMessage,
  test
} from './harness.mjs'
import { expectNothingCut, newEmail, solveChallenge } from './publicFace.mjs'
import { personAt } from './registrationWalk.mjs'

const password = 'papaia azul num comboio lento'
const administrator = { name: 'Graça Machava', email: 'graca.machava@exemplo.org' }
const officer = { name: 'Anchia Ussene', email: 'anchia.ussene@exemplo.org', post: 'Consulado em Maseru' }
// A country of our own: what other specs register at the same time belongs to other posts.
const country = { code: 'LS', name: 'Lesoto' }
const person = { givenNames: 'Conceição', surnames: 'Nhantumbo', year: '1984' }

/** The link that the product printed when it started; it works once. */
function firstLink() {
  const log = readFileSync(path.join(root, 'test-results/browser-server.log'), 'utf8')
  return /http:\/\/\S+\/equipa\/comecar#[\w-]{43}/.exec(log)?.[0]
}

async function signIn(page, { email }) {
  await page.goto('/equipa/entrar')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Palavra-passe').fill(password)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await expect(page.getByRole('heading', { name: 'Quem está registado' })).toBeVisible()
}

const desk = { width: 1280, height: 800 }
const city = (page) => page.getByRole('textbox', { name: 'Cidade' })
const toast = (page, text) => page.getByRole('status').filter({ hasText: text })

/** Fills the counter's form as far as it must be filled. */
async function fillCounter(page, { givenNames, surnames, year }) {
  await page.getByLabel('Nomes próprios').fill(givenNames)
  await page.getByLabel('Apelidos').fill(surnames)
  await page.getByLabel('Ano', { exact: true }).fill(year)
  await page.getByLabel('Mulher', { exact: true }).check()
  await page.getByLabel('Moçambicano/a', { exact: true }).check()
  await page.getByRole('group', { name: 'Nasceu em Moçambique?' }).getByLabel('Sim').check()
  await page.getByLabel('Telemóvel', { exact: true }).last().fill('+266 5912 3456')
  await page.getByLabel('É só desta pessoa').check()
}

/** A registration as a phone sends it, with its proof of work; its contact stays without a code. */
async function registerAlone(request, person) {
  const { items } = await (await request.get('/api/v1/notices')).json()
  const { version } = items.find(({ purpose }) => purpose === 'core')
  const answer = await request.post('/api/v1/registrations', {
    data: {
      forWhom: 'self',
      person: {
        ...person,
        sex: 'man',
        link: 'citizen',
        bornInCountry: 'yes',
        country: country.code,
        language: 'por'
      },
      contact: { kind: 'phone', value: '+266 5876 5432', ownership: 'mine' },
      notice: { version, language: 'pt', accepted: true },
      proof: await solveChallenge(request)
    }
  })
  expect(answer.status(), await answer.text()).toBe(201)
}

test.describe.configure({ mode: 'serial' })

test('the first administrator comes in by the link that the console prints, and by no short password', async ({
  page
}) => {
  const foreign = collectForeignRequests(page)
  const violations = await collectCspViolations(page)
  const link = firstLink()
  expect(link, 'the product prints a link while there is no administrator').toBeDefined()
  await page.goto(link)
  await page.getByLabel('Nome completo').fill(administrator.name)
  await page.getByLabel('E-mail').fill(administrator.email)
  await page.getByLabel('Palavra-passe nova').fill('curta')
  await page.getByRole('button', { name: 'Criar a conta e entrar' }).click()
  await expect(page.getByRole('alert')).toContainText('15 caracteres')
  await axe(page)
  await page.getByLabel('Palavra-passe nova').fill(password)
  await page.getByRole('button', { name: 'Criar a conta e entrar' }).click()
  await expect(heading(page, 'Quem está registado')).toBeVisible()

  // The link is spent: whoever finds it later gets nowhere.
  await page.goto(link)
  await page.getByLabel('Nome completo').fill('Outra pessoa')
  await page.getByLabel('E-mail').fill('outra@exemplo.org')
  await page.getByLabel('Palavra-passe nova').fill(password)
  await page.getByRole('button', { name: 'Criar a conta e entrar' }).click()
  await expect(page.getByRole('alert')).toContainText('já foi usada')
  expect(foreign).toEqual([])
  expect(violations).toEqual([])
})

test('who is not signed in is led to the door, and from there to the page they wanted', async ({ page }) => {
  await page.goto('/equipa/postos')
  await expect(heading(page, 'Entrar na equipa')).toBeVisible()
  await page.getByLabel('E-mail').fill(administrator.email)
  await page.getByLabel('Palavra-passe').fill('não é esta palavra')
  await page.getByRole('button', { name: 'Entrar' }).click()
  await expect(page.getByRole('alert')).toContainText('não está certo')
  await page.getByLabel('Palavra-passe').fill(password)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await expect(heading(page, 'Postos')).toBeVisible()
})

test('the administrator adds a post and an officer, who is invited by e-mail', async ({ page, request }) => {
  await signIn(page, administrator)
  await page.getByRole('link', { name: 'Postos' }).click()
  await page.getByRole('link', { name: 'Criar um posto' }).click()
  await page.getByLabel('Nome', { exact: true }).fill(officer.post)
  await page.getByLabel('País', { exact: true }).fill('lesot')
  await page.getByRole('option', { name: country.name, exact: true }).click()
  await page.getByLabel('Cidade').fill('Maseru')
  const places = page.getByLabel('Juntar um país ou uma província')
  // A place that another post has is named with its post, and nothing is sent.
  await places.fill('gauteng')
  await page.getByRole('option', { name: /Gauteng/ }).click()
  await page.getByRole('button', { name: 'Criar o posto' }).click()
  await expect(page.getByRole('alert')).toContainText('Outro posto já responde')
  await page.getByRole('button', { name: /Tirar .*Gauteng/ }).click()
  await places.fill('lesot')
  await page.getByRole('option', { name: country.name, exact: true }).click()
  await page.getByRole('button', { name: 'Criar o posto' }).click()
  await expect(toast(page, 'posto criado')).toBeVisible()

  await page.getByRole('link', { name: 'Utilizadores' }).click()
  await page.getByRole('link', { name: 'Criar um utilizador' }).click()
  await page.getByLabel('Nome completo').fill(officer.name)
  await page.getByLabel('E-mail').fill(officer.email)
  await page.getByRole('button', { name: 'Criar e enviar o convite' }).click()
  await expect(page.getByRole('alert')).toContainText('Escolha o posto')
  await page.getByLabel('Posto', { exact: true }).fill('maser')
  await page.getByRole('option', { name: officer.post }).click()
  await page.getByRole('button', { name: 'Criar e enviar o convite' }).click()
  await expect(toast(page, officer.email)).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(officer.name) })).toContainText('Convite enviado')

  await newestMessage(request, officer.email)
  await page.getByRole('link', { name: 'Caixa de saída' }).click()
  await expect(page.getByRole('article').filter({ hasText: officer.email })).toContainText('/equipa/convite#')
})

test('the officer chooses a password by the link and sees the first act', async ({ page, request }) => {
  const { text } = await newestMessage(request, officer.email)
  await page.goto(/http:\/\/\S+\/equipa\/convite#[\w-]{43}/.exec(text)[0])
  await expect(page.getByLabel('Palavra-passe nova')).toBeVisible()
  await axe(page)
  await page.getByLabel('Palavra-passe nova').fill(password)
  await page.getByRole('button', { name: 'Guardar e entrar' }).click()
  await expect(heading(page, 'Quem está registado')).toBeVisible()
  await expect(page.getByText('Ainda ninguém está registado')).toBeVisible()
  await page.getByRole('link', { name: 'Registar uma pessoa' }).click()
  await expect(heading(page, 'Registar uma pessoa')).toBeVisible()
})

test('a person is registered at the counter, with their yes, and found by a misspelt name without accents', async ({
  page
}) => {
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  await signIn(page, officer)
  await page.goto('/equipa/pessoas/nova')
  await fillCounter(page, person)
  await page.getByRole('button', { name: 'Registar e confirmar' }).click()
  await expect(page.getByRole('alert')).toContainText('ouviu o texto sobre os dados')
  await page.getByLabel('A pessoa ouviu o texto sobre os dados e deu o seu consentimento').check()
  await page.getByRole('button', { name: 'Registar e confirmar' }).click()
  await expect(heading(page, 'Conceição Nhantumbo está no registo')).toBeVisible()
  await expect(page.getByText(/^\d{3} \d{3} \d{4}$/).first()).toBeVisible()
  await axe(page)

  await page.getByRole('link', { name: 'Pessoas' }).click()
  await page.getByLabel('Procurar uma pessoa').fill('consecao nyantumbu')
  await page.getByLabel('Procurar uma pessoa').press('Enter')
  await expect(page.getByText('Uma pessoa encontrada')).toBeVisible()
  await expect(page.getByRole('row', { name: /Conceição Nhantumbo/ })).toBeVisible()
  // No name of a person stands in an address.
  expect(decodeURIComponent(page.url())).not.toMatch(/nhantumbo|nyantumbu/i)
  expect(violations).toEqual([])
  expect(errors).toEqual([])
})

/** How many people the dashboard counts. The figures may be five seconds old: from before anybody was there. */
async function countOf(page) {
  const figure = page.locator('[data-figure="total"] .figure')
  await expect(async () => {
    await page.getByRole('button', { name: 'Actualizar' }).click()
    await expect(figure).toHaveText(/\d/, { timeout: 500 })
  }).toPass()
  return Number(/\d+/.exec(await figure.innerText())[0])
}

test('who registers on a phone is found by the officer by a misspelt name, and is counted', async ({
  page,
  browser
}) => {
  test.slow()
  await signIn(page, officer)
  const before = await countOf(page)

  const context = await browser.newContext({ viewport: phone, hasTouch: true })
  const person = personAt(await context.newPage())
  const email = newEmail()
  await person.whom()
  await person.notice()
  await person.name('Inês Açucena', 'Chissano')
  await person.birth()
  await person.sex()
  await person.link()
  await person.place({ typed: 'lesot', area: null, city: 'Maseru' })
  await person.contact(email)
  await person.language()
  await person.send()
  await person.confirm(email)
  await context.close()

  await page.getByRole('link', { name: 'Pessoas' }).click()
  await page.getByLabel('Procurar uma pessoa').fill('ines asusena xisano')
  await page.getByLabel('Procurar uma pessoa').press('Enter')
  await expect(page.getByText('Uma pessoa encontrada')).toBeVisible()
  await expect(page.getByRole('row', { name: /Inês Açucena Chissano/ })).toContainText('Maseru')
  await page.getByRole('link', { name: 'Início' }).click()
  await expect.poll(() => countOf(page), { timeout: 20_000 }).toBe(before + 1)
})

test('the dashboard moves with the next person, and each table leaves as a file', async ({ page }) => {
  const violations = await collectCspViolations(page)
  await signIn(page, officer)
  const total = page.locator('[data-figure="total"]')
  // The counts are a few seconds old at most: the first person may not be among them yet.
  await expect(async () => {
    await page.getByRole('button', { name: 'Actualizar' }).click()
    await expect(total).toContainText('Pessoas registadas', { timeout: 1000 })
  }).toPass()
  const before = Number(/\d+/.exec(await total.locator('.figure').innerText())[0])
  await page.goto('/equipa/pessoas/nova')
  await fillCounter(page, { givenNames: 'Celeste', surnames: 'Bila', year: '1990' })
  await page.getByLabel('A pessoa ouviu o texto sobre os dados e deu o seu consentimento').check()
  await page.getByRole('button', { name: 'Registar e confirmar' }).click()
  await expect(heading(page, 'Celeste Bila está no registo')).toBeVisible()
  await page.getByRole('link', { name: 'Início' }).click()
  await expect(async () => {
    await page.getByRole('button', { name: 'Actualizar' }).click()
    await expect(total.locator('.figure')).toHaveText(String(before + 1), { timeout: 1000 })
  }).toPass()
  for (const name of ['CSV', 'Excel']) {
    const coming = page.waitForEvent('download')
    await page.getByRole('figure', { name: 'Por país de residência' }).getByRole('link', { name }).click()
    expect((await coming).suggestedFilename()).toMatch(name === 'CSV' ? /\.csv$/ : /\.xlsx$/)
  }
  await page.getByRole('figure', { name: 'Por sexo' }).getByRole('button', { name: 'Ver tabela' }).click()
  await expect(page.getByRole('table', { name: 'Por sexo' }).getByRole('row', { name: /Mulheres/ })).toContainText('3')
  expect(violations).toEqual([])
})

test('the contact is shown for a reason, which then stands in the history', async ({ page }) => {
  await signIn(page, officer)
  await page.goto('/equipa/pessoas')
  await page.getByRole('link', { name: 'Conceição Nhantumbo' }).click()
  const panel = page.getByRole('region', { name: 'Conceição Nhantumbo' })
  await expect(panel).toContainText('•••')
  await panel.getByRole('button', { name: 'Mostrar contacto' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Mostrar contacto' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Escreva a razão')
  await dialog.getByRole('button', { name: 'Documento pronto' }).click()
  await dialog.getByRole('button', { name: 'Mostrar contacto' }).click()
  await expect(panel).toContainText('+26659123456')
  await expect(panel.getByRole('listitem').filter({ hasText: 'viu os contactos' })).toContainText('Documento pronto')
})

test('a person who registered alone waits for a code; an officer who has seen them confirms', async ({
  page,
  request
}) => {
  await registerAlone(request, { givenNames: 'Macário', surnames: 'Zandamela', birthYear: 1968 })
  await signIn(page, officer)
  await page.goto('/equipa/pessoas')
  await page.getByRole('button', { name: 'Por confirmar' }).click()
  await page.getByRole('link', { name: 'Macário Zandamela' }).click()
  const panel = page.getByRole('region', { name: 'Macário Zandamela' })
  await panel.getByRole('button', { name: 'Confirmar o registo' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Porquê?').fill('Trouxe o passaporte ao balcão')
  await dialog.getByRole('button', { name: 'Confirmar o registo' }).click()
  await expect(toast(page, 'está confirmado')).toBeVisible()
  await expect(panel.getByText('Confirmado', { exact: true })).toBeVisible()
  await expect(panel.getByRole('listitem').filter({ hasText: 'confirmou o registo' })).toContainText('passaporte')
  // Confirmed, the person is no longer in the list of those who wait.
  await expect(page.getByRole('row', { name: /Zandamela/ })).toBeHidden()
})

test('a record is printed alone, with the head of the institution', async ({ page }) => {
  await signIn(page, officer)
  await page.goto('/equipa/pessoas')
  await page.getByRole('link', { name: 'Conceição Nhantumbo' }).click()
  const head = page.getByText('Não é documento de identidade nem prova de nacionalidade')
  await expect(head).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(head).toBeVisible()
  await expect(page.getByRole('row').first()).toBeHidden()
  await expect(page.getByRole('button', { name: 'Mostrar contacto' })).toBeHidden()
})

test('two people who correct the same record lose nothing of each other', async ({ page, context }) => {
  await signIn(page, officer)
  await page.goto('/equipa/pessoas')
  await page.getByRole('link', { name: 'Celeste Bila' }).click()
  await page.getByRole('link', { name: 'Corrigir os dados' }).click()
  await city(page).fill('Leribe')
  await page.getByLabel('Neste país desde').fill('2012')

  const other = await context.newPage()
  await other.goto(page.url())
  await city(other).fill('Mafeteng')
  await other.getByLabel('Adultos em casa').fill('3')
  await other.getByRole('button', { name: 'Guardar' }).click()
  await expect(toast(other, 'está guardado')).toBeVisible()

  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByText('Cidade: Mafeteng')).toBeVisible()
  await expect(city(page)).toHaveValue('Leribe')
  await expect(page.getByLabel('Adultos em casa')).toHaveValue('3')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(toast(page, 'está guardado')).toBeVisible()
  const panel = page.getByRole('region', { name: 'Celeste Bila' })
  await expect(panel).toContainText('Leribe')
  await expect(panel).toContainText('2012')
})

test('a helper gets a code that is shown once, and it can be ended', async ({ page }) => {
  await signIn(page, officer)
  await page.getByRole('link', { name: 'Ajudantes' }).click()
  await page
    .getByRole('link', { name: /^Criar (um|o primeiro) ajudante$/ })
    .first()
    .click()
  await page.getByLabel('Nome do ajudante').fill('Celeste Bila, AMOZA Soweto')
  await page.getByLabel('Quantas pessoas pode registar').fill('20')
  await page.getByRole('button', { name: 'Criar o código' }).click()
  await expect(page.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: 'Fechar' }).last().click()
  await expect(page.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)).toBeHidden()
  await page.getByRole('button', { name: 'Anular' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Anular o código' }).click()
  await expect(page.getByRole('row', { name: /AMOZA Soweto/ })).toContainText('Anulado')
})

test('a list leaves as a file, for a reason', async ({ page }) => {
  await signIn(page, officer)
  await page.goto('/equipa/pessoas?status=confirmed')
  await page.getByRole('button', { name: 'Exportar' }).click()
  await page.getByLabel('CSV').check()
  await page.getByLabel('Porquê?').fill('Lista para a brigada móvel')
  const coming = page.waitForEvent('download')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Exportar \d+ pessoas?$/ })
    .click()
  const file = readFileSync(await (await coming).path(), 'utf8')
  expect(file).toContain('Nhantumbo')
  expect(file).not.toContain('59123456')
})

test('when the session ends while somebody types, they sign in again where they were', async ({ page }) => {
  await signIn(page, officer)
  await page.goto('/equipa/pessoas/nova')
  await fillCounter(page, { givenNames: 'Zaida', surnames: 'Cossa', year: '1979' })
  await page.getByLabel('A pessoa ouviu o texto sobre os dados e deu o seu consentimento').check()
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Registar e confirmar' }).click()
  const door = page.getByRole('dialog', { name: 'A sessão terminou' })
  await door.getByLabel('E-mail').fill(officer.email)
  await door.getByLabel('Palavra-passe').fill(password)
  await door.getByRole('button', { name: 'Entrar' }).click()
  await expect(door).toBeHidden()
  await expect(page.getByLabel('Nomes próprios')).toHaveValue('Zaida')
  await page.getByRole('button', { name: 'Registar e confirmar' }).click()
  await expect(heading(page, 'Zaida Cossa está no registo')).toBeVisible()
})

test('everything is reached without a mouse', async ({ page }) => {
  await signIn(page, officer)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Procurar pessoas ou páginas' })).toBeFocused()
  await page.keyboard.type('nhantumbo')
  await expect(page.getByRole('option', { name: /Conceição Nhantumbo/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Conceição Nhantumbo' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'Conceição Nhantumbo' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Conceição Nhantumbo' })).toBeHidden()
  const rows = page.locator('tbody tr')
  const place = await rows.evaluateAll((all) => all.findIndex((row) => row.textContent.includes('Nhantumbo')))
  await expect(rows.nth(place)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(rows.nth(place - 1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/equipa\/pessoas\/[0-9a-f-]{36}/)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Procurar pessoas ou páginas' })).toBeFocused()
  await page.keyboard.type('aspecto: escuro')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

const pagesOf = {
  administrator: [
    '',
    '/utilizadores',
    '/utilizadores/novo',
    '/postos',
    '/postos/novo',
    '/denuncias',
    '/conta',
    '/caixa-de-saida',
    '/nada'
  ],
  officer: [
    '',
    '/pessoas',
    '/pessoas/nova',
    '/pessoas?status=confirmed&bornFrom=1980',
    '/ajudantes',
    '/ajudantes/novo',
    '/conta'
  ]
}
/** Light in Portuguese at a desk, dark in English on a phone: each page is seen in both. */
const looks = [
  ['light', 'pt', desk],
  ['dark', 'en', phone]
]
for (const [colorScheme, language, viewport] of looks) {
  const chooseLook = async (page) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate((chosen) => localStorage.setItem('ponte.language', JSON.stringify(chosen)), language)
  }

  for (const [who, addresses] of Object.entries(pagesOf)) {
    test(`the pages of the ${who} are accessible and whole, ${colorScheme}, ${language}`, async ({ page }) => {
      test.slow()
      await signIn(page, who === 'officer' ? officer : administrator)
      await chooseLook(page)
      for (const address of addresses) {
        await page.setViewportSize(viewport)
        await page.goto(`/equipa${address}`)
        await page.waitForLoadState('networkidle')
        await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
        await axe(page)
        await page.setViewportSize(phone)
        await expectNothingCut(page)
      }
    })
  }

  test(`a record, its correction and the dialogs are accessible, ${colorScheme}`, async ({ page }) => {
    test.slow()
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await signIn(page, officer)
    await page.goto('/equipa/pessoas')
    await page.getByRole('link', { name: 'Conceição Nhantumbo' }).click()
    await page.getByRole('button', { name: 'Mostrar contacto' }).waitFor()
    await page.waitForLoadState('networkidle')
    await axe(page)
    await page.getByRole('link', { name: 'Corrigir os dados' }).click()
    await heading(page, /Corrigir o registo/).waitFor()
    await axe(page)
    await page.goto('/equipa/pessoas')
    for (const name of ['Filtrar', 'Exportar']) {
      await page.getByRole('button', { name }).click()
      await page.getByRole('dialog').waitFor()
      await page.waitForLoadState('networkidle')
      await axe(page)
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await axe(page)
  })
}
