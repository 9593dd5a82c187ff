// The secretary begins a framework, measures, writes and hands in the strategy; another approves it; everybody reads it.
import { heading, phone, press } from './hands.mjs'
import { collectCspViolations, collectErrors, expect, test } from './harness.mjs'
import { inspect, tokenOf } from './publicFace.mjs'

// Made-up accounts have one password; see apps/api/src/cli/seedIdentities.ts.
const password = 'mangas verdes numa mala de madeira'

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  await tokenOf('secretary')
  await tokenOf('programmes')
})

async function signIn(page, identity) {
  await page.setViewportSize(phone)
  await page.goto('/equipa/entrar')
  await page.getByLabel('E-mail').fill(`${identity}@example.org`)
  await page.getByLabel('Palavra-passe').fill(password)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Quem está registado' })).toBeVisible()
}

async function fillDay(page, group, parts) {
  const boxes = page.getByRole('group', { name: group })
  for (const [place, name] of ['Dia', 'Mês', 'Ano'].entries())
    await boxes.getByLabel(name, { exact: true }).fill(parts[place])
}

test('before anything is approved, the public page says so', async ({ page }) => {
  await page.setViewportSize(phone)
  await page.goto('/estrategia')
  await expect(page.getByText('Ainda não há uma estratégia aprovada.')).toBeVisible()
  await inspect(page)
})

test('the secretary loads the example and enters a measured value', async ({ page }) => {
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  await signIn(page, 'secretary')
  await page.goto('/equipa/quadro-de-progresso')
  await expect(heading(page, 'Quadro de progresso')).toBeVisible()
  await press(page, 'Carregar o quadro de exemplo')
  await expect(heading(page, 'Conhecer a diáspora', 2)).toBeVisible()
  await inspect(page)
  const indicator = page.getByRole('article').filter({ hasText: 'Reuniões do comité realizadas' })
  await expect(indicator).toContainText('Por medir')
  await indicator.getByRole('button', { name: /Registar um valor/ }).click()
  await indicator.getByRole('button', { name: 'Guardar o valor' }).click()
  await expect(page.getByRole('alert')).toContainText('Escreva um número.')
  await indicator.getByLabel('Valor medido').fill('5')
  await inspect(page)
  await indicator.getByRole('button', { name: 'Guardar o valor' }).click()
  await expect(indicator).toContainText('Meta alcançada')
  // Two measured days are a trend, with its numbers as a table.
  await indicator.getByRole('button', { name: /Registar um valor/ }).click()
  await indicator.getByLabel('Valor medido').fill('2')
  await fillDay(indicator, 'Dia da medição', ['1', '2', '2026'])
  await indicator.getByRole('button', { name: 'Guardar o valor' }).click()
  const trend = indicator.getByRole('figure', { name: 'Evolução: Reuniões do comité realizadas' })
  await expect(trend).toContainText('De 2 em 01/02/2026 para 5')
  await page.getByLabel('Pilar').selectOption({ label: 'Coordenar e prestar contas' })
  await expect(heading(page, 'Conhecer a diáspora', 2)).toHaveCount(0)
  await inspect(page)
  for (const [name, file] of [
    ['Relatório em PDF', /^progresso-\d{4}-\d\d-\d\d\.pdf$/],
    ['Quadro em Excel', /^quadro-de-resultados-\d{4}-\d\d-\d\d\.xlsx$/]
  ]) {
    const download = page.waitForEvent('download')
    await press(page, name)
    expect((await download).suggestedFilename()).toMatch(file)
  }
  expect([errors, violations]).toEqual([[], []])
})

test('the secretary adds an activity, mends an indicator, moves a pillar, and takes out an empty one', async ({
  page
}) => {
  test.setTimeout(300_000)
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  await signIn(page, 'secretary')
  await page.goto('/equipa/quadro-de-resultados')
  await expect(heading(page, 'Quadro de resultados')).toBeVisible()
  await inspect(page)
  await page.getByRole('link', { name: 'Actividade: juntar a Reuniões do comité com actas' }).click()
  await press(page, 'Juntar ao quadro')
  await expect(page.getByRole('alert')).toContainText('Escreva o nome.')
  await inspect(page)
  await page.getByLabel('Nome', { exact: true }).fill('Marcar as reuniões do ano')
  await fillDay(page, 'Último dia', ['30', '6', '2026'])
  await press(page, 'Juntar ao quadro')
  await expect(page.getByRole('listitem').filter({ hasText: 'Marcar as reuniões do ano' }).last()).toContainText(
    'Em atraso'
  )

  await page.getByRole('link', { name: 'Reuniões do comité realizadas' }).click()
  await page.getByLabel('Ponto de partida', { exact: true }).fill('0')
  await press(page, 'Guardar')
  await expect(page.getByRole('alert')).toContainText('Escreva o dia.')
  await fillDay(page, 'Dia do ponto de partida', ['1', '1', '2026'])
  await inspect(page)
  await press(page, 'Guardar')
  await expect(page.getByText('Está guardado.')).toBeVisible()

  await page.getByRole('link', { name: 'Novo pilar' }).click()
  await page.getByLabel('Nome', { exact: true }).fill('Pilar a mais')
  await press(page, 'Juntar ao quadro')
  const pillars = page.getByRole('heading', { level: 2, name: /Coordenar e prestar contas|Pilar a mais/ })
  await expect(pillars).toHaveText(['Coordenar e prestar contas', 'Pilar a mais'])
  await page.getByRole('button', { name: 'Mover para cima: Pilar a mais' }).press('Enter')
  await expect(pillars).toHaveText(['Pilar a mais', 'Coordenar e prestar contas'])
  await page.getByRole('link', { name: 'Mudar: Pilar a mais' }).click()
  await press(page, 'Retirar do quadro')
  await inspect(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Retirar do quadro' }).click()
  await expect(pillars).toHaveText(['Coordenar e prestar contas'])
  expect([errors, violations]).toEqual([[], []])
})

test('two who change the same part lose nothing of what they typed', async ({ page, browser }) => {
  await signIn(page, 'secretary')
  const rename = async (who) => {
    await who.goto('/equipa/quadro-de-resultados')
    await who.getByRole('link', { name: 'Mudar: Servir e proteger' }).click()
  }
  await rename(page)
  await page.getByLabel('Nome', { exact: true }).fill('Servir, proteger e ouvir')
  const other = await browser.newPage()
  await signIn(other, 'programmes')
  await rename(other)
  await other.getByLabel('Nome', { exact: true }).fill('Servir bem')
  await press(other, 'Guardar')
  await expect(other.getByText('Está guardado.')).toBeVisible()
  await other.close()
  await press(page, 'Guardar')
  await expect(page.getByText('outra pessoa guardou entretanto')).toBeVisible()
  await expect(page.getByText('Servir bem').first()).toBeVisible()
  await expect(page.getByLabel('Nome', { exact: true })).toHaveValue('Servir, proteger e ouvir')
  await inspect(page)
  await press(page, 'Guardar')
  // For a moment the panel that closes carries the same name, beside the page.
  await expect(heading(page.locator('#conteudo'), 'Servir, proteger e ouvir', 2)).toBeVisible()
})

test('the secretary writes a chapter and hands it in, but cannot approve it', async ({ page }) => {
  const errors = collectErrors(page)
  await signIn(page, 'secretary')
  await page.goto('/equipa/estrategia')
  await press(page, 'Começar um projecto')
  await press(page, 'Juntar um capítulo')
  await page.getByLabel('Título', { exact: true }).fill('Visão')
  await page.getByLabel('Texto', { exact: true }).fill('Ouvir quem vive fora.\n\n- Nos postos\n- Pela rede')
  await inspect(page)
  await press(page, 'Guardar o projecto')
  await expect(page.getByText('O projecto está guardado.')).toBeVisible()
  await press(page, 'Juntar um capítulo')
  await page.getByRole('button', { name: 'Retirar este capítulo' }).last().click()
  const dialog = page.getByRole('dialog', { name: 'Retirar «Capítulo 2»?' })
  await inspect(page)
  await dialog.getByRole('button', { name: 'Retirar este capítulo' }).click()
  await page
    .getByLabel('Texto', { exact: true })
    .fill('Ouvir quem vive fora, todos os anos.\n\n- Nos postos\n- Pela rede')
  await press(page, 'Entregar para aprovação')
  await expect(page.getByText('Aprova-a alguém que não escreveu nela')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Aprovar e publicar' })).toHaveCount(0)
  await inspect(page)
  expect(errors).toEqual([])
})

test('a second person approves it', async ({ page }) => {
  await signIn(page, 'programmes')
  await page.goto('/equipa/estrategia')
  await expect(heading(page, 'Visão', 3).first()).toBeVisible()
  await inspect(page)
  await press(page, 'Aprovar e publicar')
  await inspect(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Aprovar e publicar' }).click()
  await expect(page.getByText('Aprovada por Lurdes Nhampossa')).toBeVisible()
  await inspect(page)
})

test('everybody reads the strategy and its progress, in both languages', async ({ page }) => {
  await page.setViewportSize(phone)
  const errors = collectErrors(page)
  await page.goto('/estrategia')
  await expect(heading(page, 'Visão', 2)).toBeVisible()
  // What was typed and not yet saved went along with the handing in.
  await expect(page.getByText('Ouvir quem vive fora, todos os anos.')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Nos postos' })).toBeVisible()
  await inspect(page)
  await page.getByRole('link', { name: 'Ver o progresso' }).click()
  await expect(heading(page, 'Conhecer a diáspora', 2)).toBeVisible()
  await inspect(page)
  await page.goto('/en/strategy/progress')
  await expect(heading(page, 'Know the diaspora', 2)).toBeVisible()
  await inspect(page)
  expect(errors).toEqual([])
})
