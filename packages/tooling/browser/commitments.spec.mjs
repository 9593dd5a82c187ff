// What people said and what is done about it is written by one person, published by another, and read on a phone.
import { collectCspViolations, collectErrors, expect, test } from './harness.mjs'
import { phone } from './hands.mjs'
import { inspect, phonePageOf } from './publicFace.mjs'

test('an entry of “you said, we did” is written by one person and published by another', async ({ browser, page }) => {
  const writer = await phonePageOf(browser, 'communications')
  const errors = collectErrors(writer)
  const violations = await collectCspViolations(writer)
  await writer.goto('/equipa/disse-fizemos/nova')
  await writer.getByLabel('O que as pessoas disseram, em português').fill('O passaporte demora.')
  await writer.getByRole('button', { name: 'Guardar', exact: true }).click()
  await expect(writer.getByRole('alert')).toContainText('Escolha o assunto das perguntas ou a decisão de que vem')
  await inspect(writer)
  await writer.getByLabel('Perguntas sobre').selectOption('Documentos')
  await writer.getByLabel('Estamos a fazer').check()
  await writer.getByLabel('O que fazemos, em português').fill('O posto abre também aos sábados.')
  await writer.getByLabel('O que as pessoas disseram, em inglês').fill('The passport takes long.')
  await writer.getByLabel('O que fazemos, em inglês').fill('The post opens on Saturdays too.')
  await writer.getByRole('button', { name: 'Guardar', exact: true }).click()
  await expect(writer.getByText('Este texto tem palavras suas; publica-o alguém que não escreveu nele.')).toBeVisible()

  const secretary = await phonePageOf(browser, 'secretary')
  await secretary.goto(new URL(writer.url()).pathname)
  await secretary.getByRole('button', { name: 'Publicar' }).click()
  await expect(secretary.getByRole('button', { name: 'Tirar da página pública' })).toBeVisible()

  await page.setViewportSize(phone)
  await page.goto('/')
  await page.getByRole('link', { name: 'Disse, fizemos' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Disse: «O passaporte demora.»' })).toBeVisible()
  await expect(page.getByText('perguntas sobre: Documentos')).toBeVisible()
  await inspect(page)
  expect([errors, violations]).toEqual([[], []])
})
