// `npm run manual`: the pictures of the handbooks in docs/manuais, taken of the demonstration by the same hands as the screens.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { root } from '../places.mjs'
import { chromiumIsMissing, findChromium } from './chromium.mjs'
import { startProduct } from './product.mjs'
import { staffPages } from './screenPages.mjs'

const wanted = [
  'announcements',
  'campaign',
  'committee',
  'counter',
  'dashboard',
  'meeting',
  'opportunity',
  'people',
  'progress-board',
  'staff'
]
const folder = path.join(root, 'docs/pictures/manual')
if (!findChromium()) {
  console.error(chromiumIsMissing)
  process.exit(1)
}
mkdirSync(folder, { recursive: true })
const stop = await startProduct({ demo: true })
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
try {
  for (const { headers, pages } of (await staffPages('pt')).people) {
    const context = await browser.newContext({
      baseURL: process.env.PONTE_BROWSER_URL,
      viewport: { width: 1100, height: 720 },
      locale: 'pt-MZ',
      timezoneId: 'Africa/Maputo',
      reducedMotion: 'reduce',
      ...(headers ? { extraHTTPHeaders: headers } : {})
    })
    const page = await context.newPage()
    for (const { name, open } of pages.filter((one) => wanted.includes(one.name))) {
      await open(page)
      // Charts come to rest.
      await page.waitForTimeout(500)
      await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' })
    }
    await context.close()
  }
} finally {
  await browser.close()
  await stop()
}
console.log(`The pictures are in ${path.relative(root, folder)}.`)
process.exit(0)
