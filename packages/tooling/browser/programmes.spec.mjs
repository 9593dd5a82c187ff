// An officer of programmes opens an opportunity, and everybody can read it.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from '../places.mjs'
import { phone } from './hands.mjs'
import { collectCspViolations, collectErrors, expect, test } from './harness.mjs'
import { inspect } from './publicFace.mjs'

const title = 'Formar enfermeiras em Nampula'

test('an officer writes an opportunity and opens it, and everybody reads it on a phone', async ({ page, browser }) => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(root, 'packages/tooling/ponte.mjs'), 'token', 'programmes'],
    { cwd: root, env: { ...process.env, DATA_DIR: process.env.PONTE_BROWSER_DATA } }
  )
  const officer = await (
    await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${stdout.trim()}` } })
  ).newPage()
  await officer.setViewportSize(phone)
  await officer.goto('/equipa/oportunidades/nova')
  await officer.getByLabel('Título em português').fill(title)
  await officer.getByLabel('Texto em português').fill('Três semanas no hospital.')
  await officer.getByLabel('Instituição que acolhe').fill('Hospital Central')
  await officer.getByLabel('Competências procuradas').fill('Enferm')
  await officer.getByRole('option', { name: 'Enfermagem' }).click()
  const closing = officer.getByRole('group', { name: 'Último dia para se oferecer' }).getByRole('textbox')
  for (const [n, text] of ['31', '12', '2030'].entries()) await closing.nth(n).fill(text)
  await officer.getByRole('button', { name: 'Guardar rascunho' }).click()
  await officer.getByRole('button', { name: 'Abrir', exact: true }).click()
  await expect(officer.getByRole('button', { name: 'Fechar a novos interessados' })).toBeVisible()

  const errors = collectErrors(page)
  const violations = await collectCspViolations(page)
  await page.setViewportSize(phone)
  await page.goto('/oportunidades')
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible()
  await inspect(page)
  expect([errors, violations]).toEqual([[], []])
})
