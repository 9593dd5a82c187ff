// An officer acts for a person who cannot: sets a contact, writes down a yes, a move, and erases with a receipt.
import { axe, codeIn, collectCspViolations, collectErrors, expect, newestMessage, test } from './harness.mjs'
import { newEmail, officerToken, registerHelped, registerPerson, settled } from './publicFace.mjs'

test.describe.configure({ timeout: 300_000 })

/** The officer's own session, without the door: that is the staff's spec. */
async function openRecord(page, { id }) {
  const url = process.env.PONTE_BROWSER_URL
  await page.context().addCookies([{ name: 'ponte_access', value: await officerToken(), url }])
  await page.goto(`/equipa/pessoas/${id}`)
  const panel = page.getByRole('region', { name: 'Anchia Rosa Cossa Machava' })
  await expect(panel.getByText('O que aconteceu ao registo')).toBeVisible()
  return panel
}
const toast = (page, text) => page.getByRole('status').filter({ hasText: text })
const history = (panel, text) => panel.getByRole('listitem').filter({ hasText: text })

/** The open dialog, without a fault in either theme, sent with one of its frequent reasons. */
async function send(page, act, reason) {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: act, exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('Escreva a razão')
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await settled(page)
    await axe(page)
  }
  await dialog.getByRole('button', { name: reason }).click()
  await dialog.getByRole('button', { name: act, exact: true }).click()
}

test('who was registered by a helper opens the record after the post has seen the contact', async ({
  page,
  request,
  browser
}) => {
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  const person = await registerHelped(request)
  const panel = await openRecord(page, person)
  await expect(panel).toContainText('ainda não se abre o registo pela internet')
  await panel.getByRole('button', { name: 'Mudar o contacto' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('E-mail', { exact: true }).first().check()
  const email = newEmail()
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await dialog.getByLabel('É só desta pessoa').check()
  await send(page, 'Mudar o contacto', 'Registo feito com ajudante')
  await expect(toast(page, 'está guardado')).toBeVisible()
  await expect(panel).not.toContainText('ainda não se abre o registo pela internet')
  await expect(history(panel, 'mudou o contacto')).toContainText('Registo feito com ajudante')

  const own = await (await browser.newContext()).newPage()
  await own.goto('/entrar', { waitUntil: 'networkidle' })
  await own.getByLabel('E-mail', { exact: true }).check()
  await own.getByLabel('Endereço de e-mail').fill(email)
  await own.getByRole('button', { name: 'Receber o código' }).click()
  await own.getByLabel('Código', { exact: true }).fill(codeIn(await newestMessage(request, email)))
  await own.getByLabel('O meu número de referência').check()
  await own.getByLabel('Número de referência', { exact: true }).fill(person.reference)
  await own.getByRole('button', { name: 'Abrir o meu registo' }).click()
  await own.getByRole('link', { name: 'Quem viu o meu registo' }).click()
  await expect(own.getByText('Razão: Registo feito com ajudante')).toBeVisible()
  await own.context().close()
  expect([errors, violations]).toEqual([[], []])
})

test('a yes is written down after its text was read, and what it covers goes when it is withdrawn', async ({
  page,
  request
}) => {
  const panel = await openRecord(page, await registerPerson(request))
  const purpose = 'Necessidades de acessibilidade'
  await panel.getByRole('button', { name: `Dar ${purpose}` }).click()
  await expect(page.getByRole('dialog')).toContainText('Guardamos o que disser sobre acessibilidade')
  await send(page, 'A pessoa diz que sim', 'Disse-o ao balcão')
  await expect(toast(page, 'está escrito')).toBeVisible()
  await expect(history(panel, `escreveu o sim a «${purpose}»`)).toContainText('Disse-o ao balcão')

  await page.getByRole('link', { name: 'Corrigir os dados' }).click()
  await page.getByLabel(purpose).fill('Ouve mal do lado esquerdo')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(panel).not.toContainText('Ouve mal')
  await panel.getByRole('button', { name: 'Mostrar contacto' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Marcar atendimento' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mostrar contacto' }).click()
  await expect(panel).toContainText('Ouve mal do lado esquerdo')
  await axe(page)

  await panel.getByRole('button', { name: `Retirar ${purpose}` }).click()
  await expect(page.getByRole('dialog')).toContainText('é apagado')
  await send(page, 'Retirar o sim', 'Pediu por telefone')
  await expect(toast(page, 'está retirado')).toBeVisible()
  await expect(panel.getByRole('button', { name: `Dar ${purpose}` })).toBeVisible()
})

test('who moves to another country goes to the post there', async ({ page, request }) => {
  const panel = await openRecord(page, await registerPerson(request))
  await panel.getByRole('button', { name: 'Mudar a situação' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Incontactável').check()
  await send(page, 'Guardar a situação', 'Não responde há meses')
  await expect(panel.getByText('Incontactável', { exact: true })).toBeVisible()

  await panel.getByRole('button', { name: 'Mudar a situação' }).click()
  await dialog.getByLabel('Mudou de país').check()
  await dialog.getByLabel('País onde vive').fill('portug')
  await page.getByRole('option', { name: 'Portugal' }).click()
  await send(page, 'Guardar a situação', 'A família informou')
  await expect(toast(page, 'Embaixada em Portugal')).toBeVisible()
  await expect(page).toHaveURL(/\/equipa\/pessoas$/)
})

test('the record is erased for its person, who gets a receipt without a name', async ({ page, request }) => {
  const person = await registerPerson(request)
  const panel = await openRecord(page, person)
  await panel.getByRole('button', { name: 'Apagar o registo' }).click()
  await send(page, 'Apagar o registo', 'Pediu por carta')
  await expect(page.getByRole('heading', { level: 1, name: 'Registo apagado' })).toBeVisible()
  await expect(page.getByText(/^A-\d{4}-\d{4}-\d{4}$/)).toBeVisible()
  await expect(page.getByText(/^Desaparece de vez até/)).toBeVisible()
  await expect(page.getByText('Anchia')).toHaveCount(0)
  await axe(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText(/^A-\d{4}-\d{4}-\d{4}$/)).toBeVisible()
  await page.emulateMedia({ media: 'screen' })
  await page.goto(`/equipa/pessoas/${person.id}`)
  await expect(page.getByText('Este registo não está no seu posto')).toBeVisible()
  await page.goto('/equipa/pessoas/apagado')
  await expect(page.getByText('O comprovativo aparece uma só vez')).toBeVisible()
})
