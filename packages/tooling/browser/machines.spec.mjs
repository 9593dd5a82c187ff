// Other systems: an administrator lets one in, hands its secret over, and ends it; and has another told what happens.
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from '../places.mjs'
import { heading, phone, press } from './hands.mjs'
import { axe, collectCspViolations, collectErrors, expect, test } from './harness.mjs'
import { expectNothingCut, settled } from './publicFace.mjs'

// Made-up accounts have one password; see apps/api/src/cli/seedIdentities.ts.
const password = 'mangas verdes numa mala de madeira'

test.beforeAll(async () => {
  await promisify(execFile)(
    process.execPath,
    [path.join(root, 'packages/tooling/ponte.mjs'), 'token', 'administrator'],
    { cwd: root, env: { ...process.env, DATA_DIR: process.env.PONTE_BROWSER_DATA } }
  )
})

async function signIn(page, identity) {
  await page.goto('/equipa/entrar')
  await page.getByLabel('E-mail').fill(`${identity}@example.org`)
  await page.getByLabel('Palavra-passe').fill(password)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await expect(heading(page, 'Quem está registado')).toBeVisible()
}

/** In both themes, and on a phone with letters twice as large. */
async function inspect(page) {
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await settled(page)
    await axe(page)
  }
  const size = page.viewportSize()
  await page.setViewportSize(phone)
  await expectNothingCut(page)
  await page.setViewportSize(size)
}

test('an administrator lets a system in; it reads figures, and is refused once it is revoked', async ({
  page,
  request
}) => {
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  const name = `Instituto de Estatística ${Date.now()}`
  await signIn(page, 'administrator')
  await page.getByRole('link', { name: 'Clientes da API' }).click()
  await expect(heading(page, 'Clientes da API')).toBeVisible()
  await inspect(page)
  await page
    .getByRole('link', { name: /^Criar (um|o primeiro) cliente$/ })
    .first()
    .click()
  await press(page, 'Criar o cliente')
  await expect(page.getByRole('alert')).toContainText('Escreva o nome do sistema')
  await expect(page.getByRole('alert')).toContainText('Escolha pelo menos uma coisa')
  await inspect(page)
  await page.getByLabel('Nome do sistema').fill(name)
  await page.getByLabel('Números').check()
  await press(page, 'Criar o cliente')
  const panel = page.getByRole('region', { name })
  await expect(panel).toContainText('o segredo só se mostra agora')
  await inspect(page)
  const [id, secret] = await panel.locator('code').allTextContents()
  expect(secret).toMatch(/^ponte_secret_/)

  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
  const token = async () => (await request.post('/api/v1/oauth/token', { form })).json()
  const { access_token: access } = await token()
  const read = async () =>
    (await request.get('/api/v1/statistics/dashboard', { headers: { authorization: `Bearer ${access}` } })).status()
  expect(await read()).toBe(200)

  await press(page, 'Já guardei')
  await page.getByRole('link', { name }).click()
  await expect(panel).toContainText('/api/v1/statistics/dashboard')
  await expect(panel).not.toContainText(secret)
  await inspect(page)
  await press(page, 'Novo segredo')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancelar' }).click()
  await press(page, 'Anular')
  await expect(page.getByRole('dialog')).toContainText('dentro de cinco segundos')
  await axe(page)
  await press(page, 'Anular o cliente')
  await expect(page.getByRole('row', { name })).toContainText('Anulado')
  await expect.poll(read, { timeout: 5000 }).toBe(401)
  expect((await token()).error).toBe('invalid_client')
  expect([errors, violations]).toEqual([[], []])
})

test('an administrator has a system told what happens, sees that it arrives, and sends it again', async ({ page }) => {
  const received = []
  const receiver = createServer((message, response) => {
    received.push(message.headers['webhook-id'])
    message.resume()
    response.writeHead(received.length === 1 ? 500 : 204).end()
  })
  await new Promise((done) => receiver.listen(0, '127.0.0.1', done))
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  const name = `Ministério da Juventude ${Date.now()}`
  await signIn(page, 'administrator')
  await page.getByRole('link', { name: 'Webhooks' }).click()
  await expect(heading(page, 'Webhooks')).toBeVisible()
  await inspect(page)
  await page
    .getByRole('link', { name: /^Criar (um|o primeiro) webhook$/ })
    .first()
    .click()
  await page.getByLabel('Nome do sistema').fill(name)
  await page.getByLabel('Endereço').fill('https://10.0.0.1/')
  // An event that no other spec sets off: what arrives here is what was sent here.
  await page.getByLabel('Uma campanha terminou').check()
  await press(page, 'Criar o webhook')
  await expect(page.getByRole('alert')).toContainText('Escreva um endereço https com um nome público')
  await inspect(page)
  await page.getByLabel('Endereço').fill(`http://127.0.0.1:${receiver.address().port}/`)
  await press(page, 'Criar o webhook')
  const panel = page.getByRole('region', { name })
  await expect(panel.locator('code')).toHaveText(/^whsec_/)
  await inspect(page)
  await press(page, 'Já guardei')
  await expect(panel).toContainText('Ainda não seguiu nenhuma notificação')
  await inspect(page)

  await press(page, 'Enviar um teste')
  await expect.poll(() => received.length).toBe(1)
  await expect(async () => {
    await press(page, 'Actualizar')
    await expect(panel).toContainText('Respondeu 500', { timeout: 500 })
  }).toPass()
  await inspect(page)
  await press(page, 'Enviar de novo')
  await expect.poll(() => received.length).toBe(2)
  expect(received[1]).toBe(received[0])
  await expect(async () => {
    await press(page, 'Actualizar')
    await expect(panel).toContainText('Entregue', { timeout: 500 })
  }).toPass()

  await press(page, 'Desligar')
  await expect(page.getByRole('dialog')).toContainText('não se envia depois')
  await page.getByRole('dialog').getByRole('button', { name: 'Desligar' }).click()
  await expect(page.getByRole('row', { name })).toContainText('Desligado')
  await press(page, 'Ligar de novo')
  await expect(page.getByRole('row', { name })).toContainText('Ligado')
  expect([errors.filter((error) => !error.includes('400')), violations]).toEqual([[], []])
  receiver.close()
})

test('an officer finds neither', async ({ page }) => {
  await signIn(page, 'officer-portugal')
  for (const address of ['clientes', 'webhooks']) {
    await page.goto(`/equipa/${address}`)
    await expect(heading(page, 'Esta página não está aberta')).toBeVisible()
  }
})
