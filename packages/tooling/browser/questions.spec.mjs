// A registrant asks, an officer answers, and a public answer is written by one and published by another.
import { collectCspViolations, collectErrors, expect, test } from './harness.mjs'
import { phone } from './hands.mjs'
import { inspect, phonePageOf, registerPerson, signIn } from './publicFace.mjs'

test.describe.configure({ mode: 'serial' })

test('a public answer is written by one person and published by another', async ({ browser, page }) => {
  const writer = await phonePageOf(browser, 'communications')
  const errors = collectErrors(writer)
  const violations = await collectCspViolations(writer)
  await writer.goto('/equipa/respostas/nova')
  await writer.getByRole('button', { name: 'Guardar', exact: true }).click()
  await expect(writer.getByRole('alert')).toContainText('Escreva este texto.')
  await inspect(writer)
  await writer.getByLabel('Pergunta em português').fill('O que levo para renovar o passaporte?')
  await writer.getByLabel('Resposta em português').fill('O passaporte antigo e uma fotografia.')
  await writer.getByRole('button', { name: 'Guardar', exact: true }).click()
  await expect(writer.getByText('Este texto tem palavras suas; publica-o alguém que não escreveu nele.')).toBeVisible()

  const officer = await phonePageOf(browser, 'officer-joanesburgo')
  await officer.goto(new URL(writer.url()).pathname)
  await officer.getByRole('button', { name: 'Publicar' }).click()
  await expect(officer.getByRole('button', { name: 'Tirar da página pública' })).toBeVisible()

  await page.setViewportSize(phone)
  await page.goto('/')
  await page.getByRole('link', { name: 'Perguntas e respostas' }).click()
  await expect(page.getByRole('heading', { level: 3, name: 'O que levo para renovar o passaporte?' })).toBeVisible()
  await inspect(page)
  expect([errors, violations]).toEqual([[], []])
})

test('a registrant asks from the record, an officer answers and closes, and the answer stands in the record', async ({
  browser,
  page,
  request
}) => {
  await page.setViewportSize(phone)
  const violations = await collectCspViolations(page)
  await signIn(page, await registerPerson(request))
  await page.getByRole('link', { name: 'As minhas perguntas' }).click()
  await page.getByRole('button', { name: 'Enviar a pergunta' }).click()
  await expect(page.getByRole('alert')).toContainText('Escolha sobre o que é.')
  await inspect(page)
  await page.getByLabel('Documentos').check()
  await page.getByLabel('Assunto', { exact: true }).fill('Renovar o passaporte')
  await page.getByLabel('A sua pergunta').fill('O que preciso de levar?')
  await page.getByRole('button', { name: 'Enviar a pergunta' }).click()
  await expect(page.getByText('A pergunta foi enviada.')).toBeVisible()

  const officer = await phonePageOf(browser, 'officer-joanesburgo')
  await officer.goto('/equipa/perguntas')
  await expect(officer.getByRole('heading', { level: 1, name: 'Perguntas' })).toBeVisible()
  await officer.getByRole('link', { name: 'Documentos' }).first().click()
  await expect(officer.getByText('O que preciso de levar?')).toBeVisible()
  await inspect(officer)
  await officer.getByLabel('Resposta', { exact: true }).fill('O passaporte antigo.')
  await officer.getByRole('button', { name: 'Responder' }).click()
  await expect(officer.getByText('O passaporte antigo.')).toBeVisible()
  await officer.getByRole('button', { name: 'Fechar a pergunta' }).click()
  await expect(officer.getByRole('button', { name: 'Abrir de novo' })).toBeVisible()

  await page.reload()
  await page.getByRole('button', { name: 'Ver «Renovar o passaporte»' }).click()
  await expect(page.getByText('O passaporte antigo.')).toBeVisible()
  await inspect(page)
  expect(violations).toEqual([])
})
