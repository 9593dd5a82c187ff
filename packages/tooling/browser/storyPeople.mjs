// Who tells the story of the whole product: each of them with their own browser, their own role, and nothing more.
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../places.mjs'
import { heading, phone, press } from './hands.mjs'
import { expect, newestMessage } from './harness.mjs'

/** What leaves the product lies here after the run, to be opened and looked at: documents, and a picture of each chapter. */
export const storyFolder = path.join(root, 'test-results/story')

const password = 'papaia azul num comboio lento'
const desk = { width: 1280, height: 900 }
// A headless browser names itself as one, and is counted with the machines.
const userAgent = 'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36'

export const staff = {
  administrator: { role: 'Administração', name: 'Graça Machava', email: 'graca.machava@exemplo.org' },
  officer: { role: 'Agente consular', name: 'Anchia Ussene', email: 'anchia.ussene@exemplo.org', post: 'Joanesburgo' },
  communications: { role: 'Comunicação', name: 'Telma Cuamba', email: 'telma.cuamba@exemplo.org' },
  secretary: { role: 'Secretariado', name: 'Belmiro Tembe', email: 'belmiro.tembe@exemplo.org' },
  programmes: { role: 'Programas', name: 'Lurdes Nhampossa', email: 'lurdes.nhampossa@exemplo.org' }
}

/** A page of somebody at a desk or on a phone, on the product at `url`. */
export async function pageFor(browser, url, { viewport = desk } = {}) {
  const onPhone = viewport === phone
  const context = await browser.newContext({
    baseURL: url,
    locale: 'pt-MZ',
    viewport,
    ...(onPhone ? { hasTouch: true, userAgent } : {})
  })
  context.setDefaultTimeout(45_000)
  return context.newPage()
}

/** The first administrator, by the link that the product printed while there was none. */
export async function comeFirst(page, log) {
  const link = /http:\/\/\S+\/equipa\/comecar#[\w-]{43}/.exec(readFileSync(log, 'utf8'))[0]
  await page.goto(link)
  await page.getByLabel('Nome completo').fill(staff.administrator.name)
  await page.getByLabel('E-mail').fill(staff.administrator.email)
  await page.getByLabel('Palavra-passe nova').fill(password)
  await press(page, 'Criar a conta e entrar')
  await expect(heading(page, 'Quem está registado')).toBeVisible()
}

/** The administrator invites somebody, who chooses a password by the link in the mail and comes in. */
export async function invite(administrator, person, { role, name, email, post }) {
  await administrator.goto('/equipa/utilizadores/novo')
  await administrator.getByLabel('Nome completo').fill(name)
  await administrator.getByLabel('E-mail').fill(email)
  await administrator.getByRole('radio', { name: role }).check()
  if (post) {
    await administrator.getByLabel('Posto', { exact: true }).fill(post)
    await administrator.getByRole('option', { name: post }).click()
  }
  await press(administrator, 'Criar e enviar o convite')
  const { text } = await newestMessage(administrator.request, email)
  await person.goto(/http:\/\/\S+\/equipa\/convite#[\w-]{43}/.exec(text)[0])
  await person.getByLabel('Palavra-passe nova').fill(password)
  await press(person, 'Guardar e entrar')
  await expect(heading(person, 'Quem está registado')).toBeVisible()
}

/** Comes in again with the password, as on the next morning. */
export async function comeBack(page, { email }) {
  await page.goto('/equipa/entrar')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Palavra-passe').fill(password)
  await press(page, 'Entrar')
  await expect(heading(page, 'Quem está registado')).toBeVisible()
}

/** Presses a button that gives a file, and keeps the file among what the story leaves. Returns its bytes. */
export async function keepFile(page, button, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, button)])
  mkdirSync(storyFolder, { recursive: true })
  const place = path.join(storyFolder, name + path.extname(file.suggestedFilename()))
  await file.saveAs(place)
  return readFileSync(place)
}

/** A picture of the page as it stands at the end of a chapter. */
export const picture = (page, name) =>
  page.screenshot({ path: path.join(storyFolder, `${name}.png`), fullPage: true, animations: 'disabled' })

/** Whoever has another role finds no page there. */
export async function findsNothing(page, address) {
  await page.goto(address)
  await expect(heading(page, 'Esta página não está aberta')).toBeVisible()
}
