// The committee's secretary seats it, calls a meeting, notes who came, and leaves with a decision, an action and minutes.
import { heading, phone, press } from './hands.mjs'
import { axe, collectCspViolations, collectErrors, expect, test } from './harness.mjs'
import { fillDay, tokenOf } from './publicFace.mjs'

// Made-up accounts have one password; see apps/api/src/cli/seedIdentities.ts.
const password = 'mangas verdes numa mala de madeira'
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

test.describe.configure({ mode: 'serial' })
test.beforeAll(() => tokenOf('secretary'))

async function signIn(page) {
  await page.goto('/equipa/entrar')
  await page.getByLabel('E-mail').fill('secretary@example.org')
  await page.getByLabel('Palavra-passe').fill(password)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Quem está registado' })).toBeVisible()
}

const picture = (page, name) =>
  process.env.PONTE_PICTURES && page.screenshot({ path: `${process.env.PONTE_PICTURES}/${name}.png`, fullPage: true })

/** On a phone nothing is pushed out of the page, and a screen reader finds its way. */
async function inspect(page, name) {
  await page.waitForLoadState('networkidle')
  await picture(page, name)
  await axe(page)
  const before = page.viewportSize()
  await page.setViewportSize(phone)
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  await expect.poll(overflow, { message: `on a phone, ${page.url()}` }).toBeLessThanOrEqual(0)
  await picture(page, `${name}-360`)
  await page.setViewportSize(before)
}

test('the secretary seats the committee, and runs a meeting from its agenda to its minutes', async ({ page }) => {
  test.setTimeout(300_000)
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  await signIn(page)

  await page.goto('/equipa/comite')
  await expect(heading(page, 'Comité')).toBeVisible()
  await inspect(page, 'committee-empty')
  await press(page, 'Começar com o grupo de 2013')
  await page.getByRole('link', { name: 'Trabalho' }).click()
  await page.getByLabel('Nome', { exact: true }).fill('Rosa Langa')
  await page.getByLabel('E-mail').fill('rosa.langa@example.org')
  await fillDay(page, 'Primeiro dia', '2020-01-01')
  await press(page, 'Nomear')
  await expect(page.getByText('Em funções')).toBeVisible()
  await inspect(page, 'committee-seat')

  await page.goto('/equipa/reunioes/nova')
  await press(page, 'Marcar')
  await expect(page.getByRole('alert')).toContainText('Escreva o título')
  await page.getByLabel('Título').fill('Reunião ordinária')
  await fillDay(page, 'Dia e hora', yesterday)
  await page.getByLabel('Hora', { exact: true }).fill('9h')
  await page.getByLabel('Ordem do dia').fill('Recenseamento\nDiversos')
  await inspect(page, 'meeting-new')
  await press(page, 'Marcar')
  await expect(heading(page, 'Reunião ordinária')).toBeVisible()
  await press(page, 'Enviar a convocatória')
  await press(page, 'Enviar')
  await expect(page.getByText('ainda não há quórum')).toBeVisible()
  await page.getByLabel('Rosa Langa').check()
  await expect(page.getByText('Informação: há quórum')).toBeVisible()

  await page.getByText('Registar uma decisão').first().click()
  await page.getByLabel('Título').fill('Plano de registo')
  await page.getByLabel('O que se decidiu').fill('Aprova-se o plano.')
  await press(page, 'Registar a decisão')
  await expect(page.getByRole('link', { name: /Plano de registo/ })).toBeVisible()
  await press(page, 'Começar a acta')
  await page.getByLabel('1. Recenseamento').fill('Ouviu-se o relatório.')
  await press(page, 'Guardar a acta')
  await inspect(page, 'meeting')
  const file = page.waitForEvent('download')
  await press(page, 'PDF')
  expect((await file).suggestedFilename()).toMatch(/^acta-\d{4}-\d+-1\.pdf$/)
  await press(page, 'A reunião realizou-se')
  await press(page, 'Registar a aprovação')
  await page.getByRole('dialog').getByRole('button', { name: 'Registar a aprovação' }).click()
  await expect(page.getByText('A acta está aprovada. Ordem')).toBeVisible()

  await page.getByRole('link', { name: /Plano de registo/ }).click()
  await page.getByText('Citar um número').click()
  await inspect(page, 'decision')
  await page.getByRole('link', { name: 'Criar uma acção' }).last().click()
  await page.getByLabel('O que se faz').fill('Enviar o plano aos postos')
  await page.getByLabel('Instituição').selectOption({ label: 'Trabalho' })
  await fillDay(page, 'Prazo', yesterday)
  await press(page, 'Criar a acção')
  await expect(page.getByRole('heading', { name: 'Enviar o plano aos postos' })).toBeVisible()
  await inspect(page, 'action')
  await page.goto('/equipa/comite')
  await expect(page.getByText('1 em atraso.')).toBeVisible()
  await inspect(page, 'committee')
  expect([errors, violations]).toEqual([[], []])
})
