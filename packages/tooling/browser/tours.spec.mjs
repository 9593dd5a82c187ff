// A study tour from its plan to what came of it: programme, a note from a phone, a lesson, a recommendation, a decision.
import { dayIn, heading, phone, press } from './hands.mjs'
import { axe, collectCspViolations, collectErrors, expect, test } from './harness.mjs'
import { fillDay, tokenOf } from './publicFace.mjs'

// Made-up accounts have one password; see apps/api/src/cli/seedIdentities.ts.
const password = 'mangas verdes numa mala de madeira'
/** The smallest picture that is one. */
const picturePng = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test.describe.configure({ mode: 'serial' })
test.beforeAll(() => tokenOf('secretary'))

const part = (page, name) => page.getByRole('tab', { name }).click()
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

async function signIn(page) {
  await page.goto('/equipa/entrar')
  await page.getByLabel('E-mail').fill('secretary@example.org')
  await page.getByLabel('Palavra-passe').fill(password)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await expect(heading(page, 'Quem está registado')).toBeVisible()
}

/** A meeting of two days ago, called, with everybody of the committee there; the committee's own walk shows the pages. */
async function callMeeting(page) {
  const send = async (method, url, data = {}) => {
    const answer = await page.request.fetch(`/api/v1${url}`, { method, data })
    expect(answer.ok(), `${method} ${url}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }
  // In the seat on that day only, so that the quorum of other meetings stays what it was.
  const day = dayIn(-2)
  const seat = await send('POST', '/seats', { institution: 'Comunidades' })
  const person = { name: 'Inês Macuácua', function: null, email: null, startsOn: day, endsOn: day }
  await send('POST', `/seats/${seat.id}/mandates`, { kind: 'titular', ...person })
  const { id } = await send('POST', '/meetings', {
    title: 'Lições de Portugal',
    localStart: `${day}T09:00`,
    minutes: 60,
    zone: 'Africa/Maputo',
    place: null,
    link: null,
    items: []
  })
  const { meeting } = await send('POST', `/meetings/${id}/call`)
  for (const { seatId, titular } of meeting.seats)
    if (titular)
      await send('PUT', `/meetings/${id}/attendance/${seatId}`, { titularPresent: true, alternatePresent: false })
  return meeting
}

test('the secretary takes a study tour from its plan to what the committee does because of it', async ({
  page,
  context
}) => {
  test.setTimeout(300_000)
  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  await signIn(page)

  await page.goto('/equipa/viagens')
  await expect(heading(page, 'Viagens de estudo')).toBeVisible()
  await inspect(page, 'tours-empty')
  await page.getByRole('link', { name: 'Planear a primeira viagem' }).click()
  await press(page, 'Planear')
  await expect(page.getByRole('alert')).toContainText('Escreva o título')
  await page.getByLabel('Título').fill('Portugal 2026: consulado virtual')
  await page.getByLabel('Objectivo').fill('Ver como se serve quem vive longe de um posto.')
  await fillDay(page, 'Primeiro dia', dayIn(0))
  await fillDay(page, 'Último dia', dayIn(3))
  await inspect(page, 'tour-new')
  await press(page, 'Planear')
  await expect(heading(page, 'Portugal 2026: consulado virtual')).toBeVisible()

  await part(page, 'Delegação e anfitriões')
  await press(page, 'Carregar os anfitriões de Portugal')
  await expect(page.getByRole('heading', { level: 3, name: 'Observatório da Emigração' })).toBeVisible()
  await press(page, 'Juntar uma pessoa')
  await page.getByLabel('Nome', { exact: true }).fill('Ana Sitoe')
  await page.getByLabel('E-mail').fill('ana.sitoe@example.org')
  await press(page, 'Guardar a pessoa')
  await expect(page.getByRole('heading', { level: 3, name: 'Ana Sitoe' })).toBeVisible()
  await inspect(page, 'tour-people')

  await part(page, 'Programa')
  await press(page, 'Juntar uma sessão')
  await page.getByLabel('Sessão').fill('Visita ao consulado virtual')
  await page.getByLabel('Anfitrião').selectOption({ index: 2 })
  await fillDay(page, 'Dia e hora', dayIn(0))
  await page.getByLabel('Hora', { exact: true }).fill('9h')
  await page.getByLabel('Perguntas a fazer').fill('Quanto custa por pedido?')
  await press(page, 'Guardar a sessão')
  await expect(page.getByRole('heading', { level: 3, name: /Visita ao consulado virtual/ })).toBeVisible()
  await inspect(page, 'tour-programme')
  for (const [button, ending] of [
    ['Programa em PDF', 'pdf'],
    ['Calendário', 'ics']
  ]) {
    const file = page.waitForEvent('download')
    await press(page, button)
    expect((await file).suggestedFilename()).toMatch(new RegExp(`^viagem-de-estudo-PT-.*\\.${ending}$`))
  }
  await part(page, 'Documentos')
  const guide = { name: 'guia.png', mimeType: 'image/png', buffer: Buffer.from(picturePng, 'base64') }
  await page.locator('input[type=file]').setInputFiles(guide)
  await expect(page.getByRole('button', { name: 'guia.png', exact: true })).toBeVisible()
  await inspect(page, 'tour-documents')
  await part(page, 'Programa')
  await press(page, 'Começar a viagem')
  await expect(page.getByText('A decorrer', { exact: true })).toBeVisible()

  // On the phone, and the line breaks in the middle.
  await page.setViewportSize(phone)
  await page.getByRole('link', { name: 'Tomar notas' }).first().click()
  await expect(page.getByLabel('Sessão')).toContainText('Visita ao consulado virtual')
  await context.setOffline(true)
  await page.getByLabel('O que se viu e ouviu').fill('Atendem em dois dias, sem balcão.')
  await press(page, 'Guardar a nota')
  await expect(page.getByText('Nada se perde')).toBeVisible()
  await context.setOffline(false)
  await page.reload()
  await expect(page.getByLabel('O que se viu e ouviu')).toHaveValue('Atendem em dois dias, sem balcão.')
  await press(page, 'Guardar a nota')
  await expect(page.getByRole('listitem').filter({ hasText: 'Atendem em dois dias, sem balcão.' })).toBeVisible()
  await expect(page.getByLabel('O que se viu e ouviu')).toHaveValue('')
  await inspect(page, 'tour-notes')
  await page.setViewportSize({ width: 1280, height: 900 })

  const meeting = await callMeeting(page)
  await page.getByRole('link', { name: 'Portugal 2026: consulado virtual' }).click()
  await part(page, 'Lições')
  await press(page, 'Escrever uma lição')
  await page.getByLabel('Lição').fill('O consulado virtual serve quem está longe')
  await page.getByLabel('O que se viu').fill('Metade dos pedidos chega pela internet.')
  await press(page, 'Guardar a lição')
  await press(page, 'Recomendar ao Comité')
  await page.getByLabel('Recomendação').fill('Abrir um balcão pela internet')
  await press(page, 'Guardar a recomendação')
  await expect(page.getByText('Em aberto', { exact: true })).toBeVisible()
  await press(page, 'Pôr na ordem do dia')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reunião').selectOption(meeting.id)
  await dialog.getByRole('button', { name: 'Pôr na ordem do dia' }).click()
  await expect(page.getByText('Na ordem do dia', { exact: true })).toBeVisible()
  await inspect(page, 'tour-lessons')

  await page.getByRole('link', { name: /Lições de Portugal/ }).click()
  await page.getByText('Registar uma decisão').first().click()
  await page.getByLabel('Título').fill('Piloto em Joanesburgo')
  await page.getByLabel('O que se decidiu').fill('Aprova-se um piloto de seis meses.')
  await page.getByLabel('Ponto da ordem do dia').selectOption({ label: 'Abrir um balcão pela internet' })
  await press(page, 'Registar a decisão')
  await page.getByRole('link', { name: /Piloto em Joanesburgo/ }).click()
  await inspect(page, 'decision-of-tour')
  await page.getByRole('link', { name: 'Criar uma acção' }).last().click()
  await page.getByLabel('O que se faz').fill('Preparar o piloto')
  await page.getByLabel('Instituição').selectOption({ label: 'Comunidades' })
  await fillDay(page, 'Prazo', dayIn(30))
  await press(page, 'Criar a acção')
  await expect(page.getByRole('heading', { name: 'Preparar o piloto' })).toBeVisible()

  await page.goto('/equipa/decisoes')
  await page
    .getByRole('link', { name: /Piloto em Joanesburgo|\d+\/\d{4}/ })
    .first()
    .click()
  await page.getByRole('link', { name: /Veio da viagem de estudo/ }).click()
  await expect(page.getByText('Decidida', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Preparar o piloto' })).toBeVisible()
  await inspect(page, 'tour-followed')
  await page.goto('/equipa/viagens')
  await inspect(page, 'tours')
  // The browser itself says that the line was cut; nothing else went wrong.
  const ours = errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))
  expect([ours, violations]).toEqual([[], []])
})
