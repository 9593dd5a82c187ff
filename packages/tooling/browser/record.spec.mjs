// A person opens the own record with a code, keeps it current, says what it may be used for, and leaves.
import { readFileSync } from 'node:fs'
import {
  codeIn,
  collectCspViolations,
  collectErrors,
  collectForeignRequests,
  expect,
  newestMessage,
  test
} from './harness.mjs'
import { inspect, newEmail, registerPerson } from './publicFace.mjs'

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true })
test.describe.configure({ timeout: 300_000 })

/** Asks for a code as a person would, and opens the record with it and the year of birth. */
async function signIn(page, { email }, { seen = async () => {}, year = '1986' } = {}) {
  await page.goto('/meu-registo')
  await expect(page).toHaveURL(/\/entrar$/)
  await page.getByLabel('E-mail', { exact: true }).check()
  await page.getByLabel('Endereço de e-mail').fill(email)
  await seen()
  const before = new Date()
  await page.getByRole('button', { name: 'Receber o código' }).click()
  await expect(page).toHaveURL(/\/entrar\/codigo$/)
  const code = codeIn(await newestMessage(page.request, email, { after: before }))
  await page.getByLabel('Código', { exact: true }).fill(code)
  await page.getByLabel('Ano de nascimento').fill(year)
  await seen()
  await page.getByRole('button', { name: 'Abrir o meu registo' }).click()
}

const overview = (page) => expect(page.getByRole('heading', { name: 'O meu registo', level: 1 })).toBeVisible()
const save = (page) => page.getByRole('button', { name: 'Guardar' }).click()
const row = (page, name) => page.getByRole('link', { name })

test('who is not signed in is led to the code, and a wrong one opens nothing', async ({ page, request }) => {
  const foreign = collectForeignRequests(page)
  const violations = await collectCspViolations(page)
  const person = await registerPerson(request)
  await signIn(page, person, { seen: () => inspect(page), year: '1987' })
  await expect(page.getByRole('alert')).toContainText('O código não está certo')
  await inspect(page)
  await page.getByLabel('Ano de nascimento').fill('1986')
  await page.getByRole('button', { name: 'Abrir o meu registo' }).click()
  await overview(page)
  await expect(page.getByText(person.reference)).toBeVisible()
  await inspect(page)
  await page.getByRole('button', { name: 'Sair' }).click()
  await expect(page).toHaveURL(/\/$/)
  await page.goto('/meu-registo')
  await expect(page).toHaveURL(/\/entrar$/)
  expect(foreign).toEqual([])
  expect(violations).toEqual([])
})

test('what is typed before the page comes alive stays, and nothing of it gets into an address', async ({ page }) => {
  let letThrough
  const slow = new Promise((resolve) => (letThrough = resolve))
  await page.route('**/assets/*.js', async (route) => {
    await slow
    await route.continue()
  })
  await page.goto('/entrar', { waitUntil: 'commit' })
  await page.getByLabel('Número de telemóvel').fill('+27 82 123 4567')
  await page.getByRole('button', { name: 'Receber o código' }).click()
  letThrough()
  await page.waitForLoadState('networkidle')
  await expect(page).toHaveURL(/\/entrar$/)
  await expect(page.getByLabel('Número de telemóvel')).toHaveValue('+27 82 123 4567')
  await page.getByRole('button', { name: 'Receber o código' }).click()
  await expect(page).toHaveURL(/\/entrar\/codigo$/)
})

test('nobody learns from signing in whether a contact is known', async ({ page }) => {
  await page.goto('/entrar', { waitUntil: 'networkidle' })
  await page.getByLabel('E-mail', { exact: true }).check()
  await page.getByLabel('Endereço de e-mail').fill(newEmail())
  await page.getByRole('button', { name: 'Receber o código' }).click()
  await expect(page.getByText('Se este contacto está no registo')).toBeVisible()
  await page.getByLabel('Código', { exact: true }).fill('123456')
  await page.getByLabel('O meu número de referência').check()
  await page.getByLabel('Número de referência', { exact: true }).fill('123 456 7890')
  await page.getByRole('button', { name: 'Abrir o meu registo' }).click()
  await expect(page.getByRole('alert')).toContainText('Este número não está certo')
})

test('where one contact serves two people of one year, the reference number tells them apart', async ({
  page,
  request
}) => {
  const first = await registerPerson(request)
  await registerPerson(request, { email: first.email })
  await signIn(page, first)
  await expect(page.getByRole('alert')).toContainText('Este contacto serve várias pessoas')
  await expect(page.getByLabel('O meu número de referência')).toBeChecked()
  await page.getByLabel('Número de referência', { exact: true }).fill(first.reference)
  await page.getByRole('button', { name: 'Abrir o meu registo' }).click()
  await overview(page)
  await expect(page.getByText(first.reference)).toBeVisible()
})

test('when the session ends in the middle, what was typed stays', async ({ page, request, context }) => {
  const person = await registerPerson(request)
  await signIn(page, person)
  await overview(page)
  await row(page, /^Onde vive/).click()
  await page.getByLabel('Cidade ou vila').fill('Tembisa')
  await context.clearCookies()
  await save(page)
  await expect(page.getByText('O que escreveu continua aqui.')).toBeVisible()
  await inspect(page)
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Entrar noutra página' }).click()
  ])
  await signIn(other, person)
  await overview(other)
  await save(page)
  await expect(page.getByText(/^Tembisa · Gauteng/)).toBeVisible()
})

test('the optional steps are filled in one after the other', async ({ page, request }) => {
  const errors = collectErrors(page)
  await signIn(page, await registerPerson(request))
  errors.length = 0
  const choose = async (label, typed) => {
    await page.getByLabel(label, { exact: true }).pressSequentially(typed)
    await page.locator('li[role=option]').first().click()
  }
  const steps = {
    emergencia: async () => {
      await page.getByLabel('Nome dessa pessoa').fill('Rosa')
      await page.getByLabel('Telefone dessa pessoa').fill('+258 84 123 4567')
    },
    casa: () => page.getByLabel('Crianças').fill('2'),
    documentos: () => page.getByLabel('Passaporte').check(),
    chegada: () => page.getByLabel('Trabalho').check(),
    origem: async () => {
      await page.getByLabel(/^De que província/).selectOption('MZ-G')
      await page.getByLabel('De que distrito?').pressSequentially('chib')
      await page.locator('li[role=option]').first().click()
    },
    nacionalidades: () => choose('Juntar um país', 'portu'),
    'inscricao-consular': () => page.getByLabel('Não', { exact: true }).check(),
    estudos: () => page.getByLabel('Até onde estudou?').selectOption('isced-6'),
    trabalho: async () => {
      await page.getByLabel('Em que trabalha?').pressSequentially('enfer')
      await page.locator('li[role=option]').first().click()
    },
    saberes: () => choose('Juntar o que sabe fazer', 'enf'),
    linguas: async () => {
      await choose('Juntar uma língua', 'changana')
      await page.getByLabel('Como fala Changana').selectOption('native')
    },
    ofertas: async () => {
      await page.getByLabel('Ensinar').check()
      await page.getByLabel('Investir').check()
      await page
        .getByRole('group', { name: /^Oportunidades/ })
        .getByLabel('Sim, autorizo')
        .check()
    },
    noticias: async () => {
      await page.getByLabel('Encontros e cultura').check()
      await page.getByLabel('Sim, autorizo').check()
    },
    acessibilidade: async () => {
      await page.getByLabel(/^O que devemos saber/).fill('Leio com dificuldade')
      await page.getByRole('button', { name: 'Guardar e continuar' }).click()
      await expect(page.getByRole('alert')).toContainText('guardamos isto com a sua autorização')
      await page.getByLabel('Sim, autorizo').check()
    }
  }
  await page.getByRole('link', { name: 'Preencher o que falta' }).click()
  for (const [name, fill] of Object.entries(steps)) {
    await expect(page).toHaveURL(new RegExp(`/${name}\\?seguir`))
    await fill()
    await inspect(page)
    await page.getByRole('button', { name: 'Guardar e continuar' }).click()
  }
  await expect(page).toHaveURL(/\/meu-registo$/)
  await expect(page.getByText('por preencher')).toHaveCount(0)
  for (const words of ['Rosa · +258 84 123 4567', 'Chibuto · Gaza', 'Changana: É a minha língua', 'Ensinar · Investir'])
    await expect(page.getByText(words)).toBeVisible()
  await inspect(page)
  const { consents } = await (await page.request.get('/api/v1/me')).json()
  const given = consents.filter((one) => one.given).map(({ purpose }) => purpose)
  expect(given.sort()).toEqual(['accessibility', 'core', 'matching', 'news'])
  expect(errors).toEqual([])
})

test('a change by somebody else is shown, and what was typed stays', async ({ page, request }) => {
  await signIn(page, await registerPerson(request))
  await overview(page)
  await row(page, /^Onde vive/).click()
  await page.getByLabel('Cidade ou vila').fill('Tembisa')
  const { version } = await (await page.request.get('/api/v1/me')).json()
  const other = await page.request.patch('/api/v1/me', {
    headers: { 'if-match': `"${version}"`, 'sec-fetch-site': 'same-origin' },
    data: { city: 'Benoni' }
  })
  expect(other.ok(), await other.text()).toBe(true)
  await save(page)
  await expect(page.getByText('O registo mudou entretanto')).toBeVisible()
  await expect(page.getByText('Benoni')).toBeVisible()
  await expect(page.getByLabel('Cidade ou vila')).toHaveValue('Tembisa')
  await inspect(page)
  await save(page)
  await expect(page.getByText('Está guardado.')).toBeVisible()
  await expect(page.getByText(/^Tembisa · Gauteng/)).toBeVisible()
})

test('each purpose is given and withdrawn by one press, with its history', async ({ page, request }) => {
  await signIn(page, await registerPerson(request))
  await overview(page)
  await row(page, 'O que autorizo').click()
  await page.getByRole('button', { name: 'Autorizar Notícias e convites' }).click()
  const withdraw = page.getByRole('button', { name: 'Retirar Notícias e convites' })
  await expect(withdraw).toBeVisible()
  await inspect(page)
  await withdraw.click()
  await expect(page.getByRole('button', { name: 'Autorizar Notícias e convites' })).toBeVisible()
  await page.getByText('O que autorizei até hoje').click()
  await expect(page.getByText(/: retirado$/)).toBeVisible()
  await expect(page.getByText(/: autorizado$/)).toBeVisible()
})

test('who withdraws the consent to accessibility needs takes the words back with it', async ({ page, request }) => {
  await signIn(page, await registerPerson(request))
  await overview(page)
  await row(page, /^Acessibilidade/).click()
  await page.getByLabel(/^O que devemos saber/).fill('Uso cadeira de rodas')
  await page.getByLabel('Sim, autorizo').check()
  await save(page)
  await expect(page.getByText('Uso cadeira de rodas')).toBeVisible()
  await row(page, 'O que autorizo').click()
  await page.getByRole('button', { name: 'Retirar Necessidades de acessibilidade' }).click()
  await expect(page.getByRole('button', { name: 'Autorizar Necessidades de acessibilidade' })).toBeVisible()
  await page.goto('/meu-registo')
  await overview(page)
  await expect(page.getByText('Uso cadeira de rodas')).toHaveCount(0)
})

test('the person moves, changes the contact, and sees everything in the history', async ({ page, request }) => {
  await signIn(page, await registerPerson(request))
  await overview(page)
  await page.getByRole('button', { name: 'Continua tudo certo' }).click()
  await expect(page.getByText('Fica escrito que hoje está tudo certo.')).toBeVisible()

  await row(page, 'Mudei de país ou regressei').click()
  await save(page)
  await expect(page.getByRole('alert')).toContainText('Diga o que mudou')
  await page.getByLabel('Vivo agora noutro país').check()
  const country = page.getByLabel('Em que país vive agora?')
  await country.pressSequentially('portug')
  await page.locator('li[role=option]').first().click()
  await expect(page.getByLabel('Em que província?')).toHaveCount(0)
  // Posts divide this country, so its province is asked for: it decides which of them answers.
  await country.fill('')
  await country.pressSequentially('áfrica do')
  await page.locator('li[role=option]').first().click()
  await page.getByLabel('Em que província?').selectOption('ZA-WC')
  await inspect(page)
  await save(page)
  await expect(page.getByText('Mudou de país')).toBeVisible()
  const moved = await (await page.request.get('/api/v1/me')).json()
  expect(moved).toMatchObject({ country: 'ZA', area: 'ZA-WC' })

  const email = newEmail()
  await row(page, /^Contacto (?!de )/).click()
  await page.getByLabel('E-mail', { exact: true }).check()
  await page.getByLabel('Endereço de e-mail').fill(email)
  await page.getByLabel('É partilhado').check()
  await inspect(page)
  await page.getByRole('button', { name: 'Receber o código' }).click()
  await page.getByLabel('Escreva o código que recebeu').fill(codeIn(await newestMessage(page.request, email)))
  await inspect(page)
  await page.getByRole('button', { name: 'Mudar o contacto' }).click()
  await expect(page.getByText('O contacto mudou.')).toBeVisible()

  await row(page, 'Quem viu o meu registo').click()
  for (const words of [/^Você fez o registo/, /^Você confirmou que está tudo certo/, /mudou a situação/])
    await expect(page.getByText(words)).toBeVisible()
  await inspect(page)
})

test('everything can be taken along, and then erased with a receipt', async ({ page, request }) => {
  const person = await registerPerson(request)
  await signIn(page, person)
  await overview(page)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Descarregar tudo' }).click()
  ])
  const everything = JSON.parse(readFileSync(await file.path(), 'utf8'))
  expect(everything.record).toMatchObject({ givenNames: 'Anchia Rosa', city: 'Soweto' })
  expect(everything.history.length).toBeGreaterThan(0)

  await row(page, 'Apagar o meu registo').click()
  await expect(page.getByText('Vai apagar o registo de Anchia Rosa Cossa Machava.')).toBeVisible()
  await inspect(page)
  await page.getByRole('button', { name: 'Apagar o meu registo' }).click()
  await expect(page.getByRole('heading', { name: 'O registo está apagado' })).toBeVisible()
  await expect(page.getByText(/^A-\d{4}-\d{4}-\d{4}$/)).toBeVisible()
  await expect(page.getByText(/^Desaparece de vez até \d/)).toBeVisible()
  await inspect(page)
  await page.goto('/meu-registo')
  await expect(page).toHaveURL(/\/entrar$/)
})

const child = {
  givenNames: 'Kelvin',
  surnames: 'Cossa',
  sex: 'man',
  link: 'citizen',
  bornInCountry: 'no',
  country: 'ZA',
  area: 'ZA-GP',
  city: 'Soweto',
  language: 'por'
}

test('a child’s record holds what protects it and nothing else', async ({ page, request }) => {
  const email = newEmail()
  const year = new Date().getFullYear() - 7
  await registerPerson(request, {
    email,
    forWhom: 'child',
    person: { ...child, birthYear: year },
    guardian: { relation: 'mother', givenNames: 'Rosa', surnames: 'Cossa' },
    contact: { kind: 'email', value: email, ownership: 'other' }
  })
  await signIn(page, { email }, { year: String(year) })
  await overview(page)
  await expect(page.getByText('Quem cuida: Rosa Cossa (Mãe)')).toBeVisible()
  for (const name of [/^O que gostava de oferecer/, /^Notícias/, /^Trabalho/])
    await expect(page.getByRole('link', { name })).toHaveCount(0)
  await row(page, 'O que autorizo').click()
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Necessidades de acessibilidade'])
})

test('in English too', async ({ page, request }) => {
  const person = await registerPerson(request)
  await page.goto('/en/sign-in', { waitUntil: 'networkidle' })
  await page.getByLabel('E-mail', { exact: true }).check()
  await page.getByLabel('E-mail address').fill(person.email)
  const before = new Date()
  await page.getByRole('button', { name: 'Get the code' }).click()
  const code = codeIn(await newestMessage(page.request, person.email, { after: before }))
  await page.getByLabel('Code', { exact: true }).fill(code)
  await page.getByLabel('My reference number').check()
  await page.getByLabel('Reference number', { exact: true }).fill(person.reference)
  await page.getByRole('button', { name: 'Open my record' }).click()
  await expect(page.getByRole('heading', { name: 'My record' })).toBeVisible()
  for (const path of ['', '/person', '/place', '/work', '/consents', '/move', '/history', '/contact', '/erase']) {
    await page.goto(`/en/my-record${path}`)
    await page.waitForLoadState('networkidle')
    await inspect(page)
  }
})
