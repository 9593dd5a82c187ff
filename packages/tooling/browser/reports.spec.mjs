// Somebody was asked for money: they tell the ministry, which reads it and says what was done. And outside figures.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from '../places.mjs'
import { heading, phone } from './hands.mjs'
import { axe, collectCspViolations, collectErrors, collectForeignRequests, expect, test } from './harness.mjs'
import { expectNothingCut, inspect } from './publicFace.mjs'

// Made-up accounts have one password; see apps/api/src/cli/seedIdentities.ts.
const password = 'mangas verdes numa mala de madeira'
const story = 'Um senhor à porta pediu dinheiro para me registar.'
let number

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  await promisify(execFile)(
    process.execPath,
    [path.join(root, 'packages/tooling/ponte.mjs'), 'token', 'administrator'],
    {
      cwd: root,
      env: { ...process.env, DATA_DIR: process.env.PONTE_BROWSER_DATA }
    }
  )
})

async function signIn(page, identity) {
  await page.goto('/equipa/entrar')
  await page.getByLabel('E-mail').fill(`${identity}@example.org`)
  await page.getByLabel('Palavra-passe').fill(password)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Quem está registado' })).toBeVisible()
}

const send = (page) => page.getByRole('button', { name: 'Enviar ao ministério' })

test('who was asked for money finds the way in the foot of every page, and is told what is missing', async ({
  page
}) => {
  await page.setViewportSize(phone)
  const errors = collectErrors(page)
  const foreign = collectForeignRequests(page)
  const violations = await collectCspViolations(page)
  await page.goto('/')
  await page.getByRole('link', { name: 'Alguém pediu dinheiro?' }).click()
  await expect(page).toHaveURL(/\/denunciar$/)
  await expect(heading(page, 'Alguém lhe pediu dinheiro?')).toBeVisible()
  await inspect(page)
  await send(page).click()
  await expect(page.getByRole('alert')).toContainText('Conte o que aconteceu.')
  await expect(page.getByRole('alert')).toContainText('Escreva o país')
  await inspect(page)
  expect([errors, foreign, violations]).toEqual([[], [], []])
})

test('they tell it without saying who they are, and get a number to keep', async ({ page }) => {
  const violations = await collectCspViolations(page)
  await page.goto('/denunciar')
  await page.getByLabel('O que aconteceu?').fill(story)
  await page.getByLabel('Em que país foi?').fill('África do S')
  await page.getByRole('option', { name: 'África do Sul' }).click()
  await page.getByLabel('Em que cidade?').fill('Nelspruit')
  await page.getByLabel('Alguém que ajuda a registar').check()
  await page.getByLabel('Quanto pediu?').fill('500 randes')
  await page.getByLabel('Sim, podem falar comigo').check()
  await send(page).click()
  await expect(page.getByRole('alert')).toContainText('Escreva um telefone ou e-mail')
  await page.getByLabel('Telefone ou e-mail').fill('+27 82 555 0166')
  const sent = page.waitForRequest((request) => request.url().endsWith('/charge-reports'))
  await send(page).click()
  await expect(heading(page, 'O ministério recebeu')).toBeVisible()
  expect((await sent).url()).not.toContain('500')
  number = await page.getByText(/^D-\d{4}-\d{4}$/).textContent()
  await inspect(page)
  // The next person on this phone finds nothing of it.
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toContain('dinheiro')
  await page.reload()
  await expect(page.getByLabel('O que aconteceu?')).toHaveValue('')
  expect(violations).toEqual([])
})

test('the page is there in English, and before any script', async ({ browser, page }) => {
  await page.goto('/en/report')
  await expect(heading(page, 'Did someone ask you for money?')).toBeVisible()
  await inspect(page)
  const bare = await browser.newPage({ javaScriptEnabled: false })
  await bare.goto('/denunciar')
  await expect(heading(bare, 'Alguém lhe pediu dinheiro?')).toBeVisible()
  await expect(bare.locator('noscript')).toBeVisible()
  await bare.close()
})

test('without a connection nothing is lost, and it arrives at the second try', async ({ page, context }) => {
  await page.goto('/denunciar')
  await page.getByLabel('O que aconteceu?').fill('Pediram outra vez.')
  await page.getByLabel('Em que país foi?').fill('Malawi')
  await page.getByRole('option', { name: 'Malawi' }).click()
  await page.getByLabel('Não sei, ou prefiro não dizer').check()
  await context.setOffline(true)
  await send(page).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('O que aconteceu?')).toHaveValue('Pediram outra vez.')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Enviar outra vez' }).click()
  await expect(heading(page, 'O ministério recebeu')).toBeVisible()
})

test('the ministry reads it, and says what was done', async ({ page }) => {
  const errors = collectErrors(page)
  await signIn(page, 'administrator')
  await page.getByRole('link', { name: 'Denúncias' }).click()
  await expect(heading(page, 'Cobranças denunciadas')).toBeVisible()
  await axe(page)
  await page.getByRole('link', { name: number }).click()
  const panel = page.getByRole('region', { name: number })
  await expect(panel).toContainText(story)
  await expect(panel).toContainText('Nelspruit, África do Sul')
  await expect(panel).toContainText('+27 82 555 0166')
  await axe(page)
  await page.getByRole('button', { name: 'Marcar como tratada' }).click()
  await expect(page.getByRole('alert')).toContainText('Escreva o que se fez.')
  await page.getByLabel('O que se fez').fill('Falámos com o posto e com a polícia local.')
  await page.getByRole('button', { name: 'Marcar como tratada' }).click()
  await expect(panel).toContainText('por Alzira Macuácua')
  await expect(page.getByRole('row', { name: number })).toContainText('Tratada')
  await axe(page)
  await page.setViewportSize(phone)
  await expectNothingCut(page)
  expect(errors).toEqual([])
})

test('an officer finds no reports, and only the figures of the own countries to compare', async ({ page }) => {
  await signIn(page, 'officer-portugal')
  await expect(page.getByRole('link', { name: 'Denúncias' })).toHaveCount(0)
  await page.goto('/equipa/denuncias')
  await expect(heading(page, 'Esta página não está aberta')).toBeVisible()
  await page.goto('/equipa')
  const panel = page.getByRole('region', { name: 'Para comparar' })
  await expect(panel).toContainText('65 270')
  await expect(panel.getByRole('row', { name: /Portugal/ })).toContainText('90 640')
  await expect(panel).not.toContainText('África do Sul')
  await axe(page)
})

test('the ministry sees outside figures by their names, and no share of the diaspora', async ({ page }) => {
  const violations = await collectCspViolations(page)
  await signIn(page, 'administrator')
  const panel = page.getByRole('region', { name: 'Para comparar' })
  for (const figure of ['702 796', '640 160', '65 270', '333 839', '267 126']) await expect(panel).toContainText(figure)
  await expect(panel).toContainText('Nenhum deles é o tamanho da diáspora')
  await expect(panel).not.toContainText('%')
  await panel.locator('summary').click()
  await expect(panel.getByRole('row', { name: /África do Sul/ })).toContainText('350 463')
  await expect(panel.getByRole('row', { name: /Alemanha/ })).toContainText('não se sabe')
  await axe(page)
  await page.setViewportSize(phone)
  await expectNothingCut(page)
  expect(violations).toEqual([])
})
