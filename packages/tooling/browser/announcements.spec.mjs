// An announcement is written by one person and published by another, read on a phone, and becomes the draft of a mailing.
import { collectCspViolations, collectErrors, expect, test } from './harness.mjs'
import { phone } from './hands.mjs'
import { inspect, phonePageOf } from './publicFace.mjs'

test('an announcement is written, published by another, read by everybody, and made into a mailing', async ({
  browser,
  page
}) => {
  const writer = await phonePageOf(browser, 'communications')
  const errors = collectErrors(writer)
  const violations = await collectCspViolations(writer)
  await writer.goto('/equipa/avisos/novo')
  await writer.getByLabel('Título em português').fill('Consulado itinerante em Durban')
  await writer.getByRole('button', { name: 'Guardar', exact: true }).click()
  await expect(writer.getByRole('alert')).toContainText('Escreva este texto.')
  await expect(writer.getByLabel('Título em português')).toHaveValue('Consulado itinerante em Durban')
  await inspect(writer)
  await writer.getByLabel('Texto em português').fill('No sábado, das 8 às 15 horas. É gratuito.')
  await writer.getByLabel('Título em inglês').fill('Consulate on the road in Durban')
  await writer.getByLabel('Texto em inglês').fill('On Saturday, from 8 to 15 hours. It is free.')
  await writer.getByRole('button', { name: 'Guardar', exact: true }).click()
  await expect(writer.getByText('Este texto tem palavras suas; publica-o alguém que não escreveu nele.')).toBeVisible()
  await page.setViewportSize(phone)
  await page.goto('/avisos')
  await expect(page.getByText('Agora não há avisos.')).toBeVisible()

  const chief = await phonePageOf(browser, 'administrator')
  await chief.goto(new URL(writer.url()).pathname)
  await chief.getByRole('button', { name: 'Publicar' }).click()
  await expect(chief.getByRole('button', { name: 'Tirar do sítio' })).toBeVisible()
  await expect(chief.getByRole('button', { name: 'Preparar o envio por e-mail' })).toHaveCount(0)

  await writer.reload()
  await writer.getByRole('button', { name: 'Preparar o envio por e-mail' }).click()
  await expect(writer.getByRole('heading', { level: 1, name: 'Consulado itinerante em Durban' })).toBeVisible()
  await expect(writer.getByText('Rascunho', { exact: true }).first()).toBeVisible()

  // Another visitor: what was read before the publication is kept for five minutes.
  const reader = await (await browser.newContext({ locale: 'en-GB', viewport: phone })).newPage()
  await reader.goto('/en')
  await reader.getByRole('link', { name: 'Announcements' }).click()
  await expect(reader.getByRole('heading', { level: 2, name: 'Consulate on the road in Durban' })).toBeVisible()
  await inspect(reader)
  expect([errors, violations]).toEqual([[], []])
})
