// A campaign from its plan to a registration by the QR code of its poster, and a message that another person approves.
import { phone } from './hands.mjs'
import { collectCspViolations, collectErrors, collectForeignRequests, expect, test } from './harness.mjs'
import { fillDay, inspect, newEmail, tokenOf } from './publicFace.mjs'
import { personAt } from './registrationWalk.mjs'

// A headless browser names itself as one, and is counted with the machines.
const visitor = { userAgent: 'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36' }

test.describe.configure({ mode: 'serial' })

async function staffPage(browser, identity) {
  const context = await browser.newContext({
    locale: 'pt-MZ',
    extraHTTPHeaders: { authorization: `Bearer ${await tokenOf(identity)}` }
  })
  return context.newPage()
}

let campaign
let address

test('a campaign is planned, what is missing is said, and its poster gets a link', async ({ browser }) => {
  const page = await staffPage(browser, 'communications')
  await page.setViewportSize(phone)
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  await page.goto('/equipa/campanhas/nova')
  await page.getByRole('button', { name: 'Planear', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Escreva o nome da campanha')
  await inspect(page)
  await page.getByLabel('Nome da campanha').fill('Gauteng em Novembro')
  await page.getByLabel('Objectivo', { exact: true }).fill('1 000')
  await fillDay(page, 'Primeiro dia', '2026-11-01')
  await fillDay(page, 'Último dia', '2026-12-31')
  await page.getByRole('textbox', { name: /^Orçamento/ }).fill('120.000')
  await page.getByRole('button', { name: 'Planear', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Gauteng em Novembro' })).toBeVisible()
  campaign = new URL(page.url()).pathname
  await inspect(page)
  await page.getByRole('link', { name: 'Criar a primeira ligação' }).click()
  await page.getByRole('button', { name: 'Criar a ligação' }).click()
  await expect(page.getByRole('alert')).toContainText('Escolha o canal')
  await page.getByLabel('Canal').selectOption('poster')
  await page.getByRole('textbox', { name: 'Lugar' }).fill('Terminal de Park Station')
  await page.getByRole('textbox', { name: /^Custo/ }).fill('900')
  await page.getByRole('button', { name: 'Criar a ligação' }).click()
  address = await page.getByText(/\/c\/[A-Z]+\d\d$/).innerText()
  await inspect(page)
  const poster = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Cartaz em português' }).click()
  expect((await poster).suggestedFilename()).toMatch(/^ponte-.*-poster-pt\.pdf$/)
  expect([errors, violations]).toEqual([[], []])
  await page.context().close()
})

test('who follows the poster registers, and the campaign shows what one registration cost', async ({ browser }) => {
  const context = await browser.newContext({ ...visitor, locale: 'pt-MZ', viewport: phone })
  const page = await context.newPage()
  const foreign = collectForeignRequests(page)
  await page.goto(new URL(address).pathname)
  await expect(page).toHaveURL(/\/\?c=[A-Z]+\d\d$/)
  const email = newEmail()
  const person = personAt(page)
  await page.getByRole('link', { name: 'Começar o registo' }).first().click()
  await person.whom()
  await person.notice()
  await person.name()
  await person.birth()
  await person.sex()
  await person.link()
  await person.place()
  await person.contact(email)
  await person.language()
  await person.send()
  await person.confirm(email)
  await page.getByRole('link', { name: 'Continuar o meu registo' }).click()
  await expect(page.getByRole('heading', { name: 'Convide alguém' })).toBeVisible()
  await expect(page.getByText(/\/c\/CONVITE$/)).toBeVisible()
  expect(foreign).toEqual([])
  await context.close()

  const staff = await staffPage(browser, 'communications')
  await expect(async () => {
    await staff.goto(campaign)
    await expect(staff.getByRole('region', { name: 'Registos confirmados', exact: true })).toContainText('1')
    await expect(staff.getByRole('region', { name: 'Custo por registo confirmado' })).toContainText('900')
  }).toPass({ timeout: 20_000 })
  const row = staff.getByRole('row').nth(1)
  await expect(row).toContainText('Terminal de Park Station')
  // Opened, began, sent, confirmed: each once.
  await expect(row.getByRole('cell', { name: '1', exact: true })).toHaveCount(4)
  await inspect(staff)
  await staff.context().close()
})

test('a message is written by one person, and another one approves it', async ({ browser }) => {
  const page = await staffPage(browser, 'communications')
  await page.setViewportSize(phone)
  await page.goto('/equipa/mensagens')
  await page.getByRole('link', { name: 'Escrever uma mensagem' }).click()
  await page.getByRole('button', { name: 'Guardar o rascunho' }).click()
  await expect(page.getByRole('alert')).toContainText('Escreva o assunto')
  await inspect(page)
  await page.getByLabel('Nome da mensagem').fill('Convite para a feira')
  await page.getByRole('textbox', { name: 'Assunto', exact: true }).fill('Feira no sábado')
  await page.getByRole('textbox', { name: 'Texto', exact: true }).fill('Venha no sábado ao consulado.')
  await page.getByRole('button', { name: 'Guardar o rascunho' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Convite para a feira' })).toBeVisible()
  await expect(page.getByText('menos de 10').first()).toBeVisible()
  await inspect(page)
  await page.getByRole('button', { name: 'Pedir aprovação' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Pedir aprovação' }).click()
  await expect(page.getByText('Aprova-a alguém que não escreveu nela nem a propôs.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Aprovar e enviar' })).toHaveCount(0)

  const chief = await staffPage(browser, 'administrator')
  await chief.goto(new URL(page.url()).pathname)
  await chief.getByRole('button', { name: 'Aprovar e enviar' }).click()
  await chief.getByRole('dialog').getByRole('button', { name: 'Aprovar e enviar' }).click()
  // Nobody has agreed to news yet: a message to so few would tell who they are.
  await expect(chief.getByText('À espera de aprovação')).toBeVisible()
  await page.context().close()
  await chief.context().close()
})

test('a link to stop receiving that is not complete says what to do', async ({ page }) => {
  await page.setViewportSize(phone)
  await page.goto('/sair?t=x')
  await expect(page.getByText('Esta ligação não está completa.', { exact: false })).toBeVisible()
  await inspect(page)
  await page.goto('/en/leave')
  await expect(page.getByRole('heading', { level: 1, name: 'Stop receiving' })).toBeVisible()
})
