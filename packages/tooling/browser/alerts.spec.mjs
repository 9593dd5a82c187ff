// An officer proposes an alert, another person declares it, somebody answers by one tap, and the post sees who asks for help.
import { phone } from './hands.mjs'
import { collectCspViolations, collectErrors, expect, newestMessage, test } from './harness.mjs'
import { inspect, newEmail, registerPerson, signIn, tokenOf } from './publicFace.mjs'

async function pageOf(browser, identity) {
  const context = await browser.newContext({
    locale: 'pt-MZ',
    viewport: phone,
    extraHTTPHeaders: { authorization: `Bearer ${await tokenOf(identity)}` }
  })
  return context.newPage()
}

test('an alert is proposed by one, declared by another, answered by one tap, and somebody is taken in hand', async ({
  browser,
  page,
  request
}) => {
  const email = newEmail()
  await registerPerson(request, { email, person: { city: 'Tembisa' } })
  const officer = await pageOf(browser, 'officer-joanesburgo')
  const errors = collectErrors(officer)
  const violations = await collectCspViolations(officer)
  await officer.goto('/equipa/alertas')
  await inspect(officer)
  await officer.getByRole('link', { name: 'Propor um alerta' }).first().click()
  await officer.getByRole('button', { name: 'Propor o alerta' }).click()
  await expect(officer.getByRole('alert')).toContainText('Escolha o país')
  await inspect(officer)
  await officer.getByRole('combobox', { name: 'País' }).fill('África do S')
  await officer.getByRole('option', { name: 'África do Sul' }).click()
  await officer.getByLabel('Cidade').fill('tembisa')
  await expect(officer.getByText('Chega a uma pessoa.')).toBeVisible()
  await officer.getByLabel('O que aconteceu, numa linha').fill('Cheias em Tembisa')
  await officer.getByLabel('O que devem fazer').fill('Suba para um lugar alto. Não atravesse o rio.')
  await officer.getByRole('button', { name: 'Propor o alerta' }).click()
  await expect(officer.getByText('Ainda não saiu nada')).toBeVisible()
  await expect(officer.getByRole('button', { name: 'Declarar e enviar' })).toHaveCount(0)
  const address = new URL(officer.url()).pathname

  const second = await pageOf(browser, 'communications')
  await second.goto(address)
  const before = new Date()
  await second.getByRole('button', { name: 'Declarar e enviar' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Declarar e enviar' }).click()
  await expect(second.getByRole('heading', { name: 'Como estão as pessoas' })).toBeVisible()
  await inspect(second)

  const message = await newestMessage(request, email, { after: before })
  expect(message.subject).toBe('Cheias em Tembisa')
  await page.setViewportSize(phone)
  await page.goto(/https?:\/\/\S+/.exec(message.text)[0])
  await expect(page.getByRole('heading', { level: 1, name: 'Cheias em Tembisa' })).toBeVisible()
  await inspect(page)
  await page.getByRole('button', { name: 'Preciso de ajuda' }).click()
  await expect(page.getByText('Ficou escrito que precisa de ajuda.')).toBeVisible()
  await inspect(page)

  // The board follows by itself; the names are for the post.
  await expect(second.getByRole('region', { name: 'Pedem ajuda' })).toContainText('1', { timeout: 15_000 })
  await expect(second.getByText('As pessoas do seu posto')).toHaveCount(0)
  await officer.goto(address)
  await officer.getByRole('button', { name: 'Já tratamos' }).click()
  await expect(officer.getByText('1 já acompanhadas')).toBeVisible()
  await inspect(officer)

  await signIn(page, { email })
  await page.getByRole('link', { name: 'Alertas' }).click()
  await page.getByRole('button', { name: 'Estou bem' }).click()
  await expect(page.getByText('Respondeu que está bem')).toBeVisible()
  await inspect(page)
  await page.goto('/meu-registo/historico')
  await expect(page.getByText('declarou uma emergência onde vive')).toBeVisible()
  await expect(page.getByText('viu na lista de um alerta como está').first()).toBeVisible()
  expect([errors, violations]).toEqual([[], []])
})

test('a link of an alert that is not complete says what to do', async ({ page }) => {
  await page.setViewportSize(phone)
  await page.goto('/en/alert?t=abc')
  await expect(page.getByText('This link is not complete.')).toBeVisible()
  await inspect(page)
})
