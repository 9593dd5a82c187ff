// `npm run screens [-- public|staff|empty]`: pictures of every page, for people to look through: with much data and with none,
// at three widths, in both themes and both languages, in test-results/screens/<face>/<page>-<width>-<theme>-<lang>.png.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { root } from '../places.mjs'
import { chromiumIsMissing, findChromium } from './chromium.mjs'
import { startProduct } from './product.mjs'
import { publicPages, staffPages } from './screenPages.mjs'

const results = path.join(root, 'test-results/screens')
const widths = [360, 768, 1280]
const heights = { 360: 740, 768: 1024, 1280: 800 }
const faces = {
  public: { demo: true, pages: publicPages },
  staff: { demo: true, pages: staffPages },
  empty: { demo: false, pages: staffPages }
}

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in faces))
if (unknown.length > 0 || !findChromium()) {
  console.error(
    unknown.length > 0 ? `There is no "${unknown[0]}"; choose of ${Object.keys(faces).join(', ')}.` : chromiumIsMissing
  )
  process.exit(1)
}

const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
try {
  for (const demo of [true, false]) {
    const wanted = Object.entries(faces).filter(
      ([name, face]) => face.demo === demo && (chosen.length === 0 || chosen.includes(name))
    )
    if (wanted.length > 0) await picture(demo, wanted)
  }
} finally {
  await browser.close()
}
console.log(`The pictures are in ${path.relative(root, results)}.`)
process.exit(0)

async function picture(demo, wanted) {
  const stop = await startProduct({ demo })
  try {
    for (const [face, { pages }] of wanted) {
      rmSync(path.join(results, face), { recursive: true, force: true })
      for (const language of ['pt', 'en']) await pictureFace(face, await pages(language))
    }
  } finally {
    await stop()
  }
}

/** One context for each person, so that all pictures of theirs come from one sign-in. */
async function pictureFace(face, { language, people }) {
  for (const { headers, pages } of people) {
    const context = await browser.newContext({
      baseURL: process.env.PONTE_BROWSER_URL,
      locale: language === 'pt' ? 'pt-MZ' : 'en-GB',
      timezoneId: 'Africa/Maputo',
      reducedMotion: 'reduce',
      ...(headers ? { extraHTTPHeaders: headers } : {})
    })
    await context.addInitScript((kept) => localStorage.setItem('ponte.language', JSON.stringify(kept)), language)
    const page = await context.newPage()
    for (const { name, open } of pages) {
      await open(page)
      for (const width of widths) await pictureAt(page, face, `${name}-${width}`, width, language)
    }
    await context.close()
  }
}

async function pictureAt(page, face, name, width, language) {
  await page.setViewportSize({ width, height: heights[width] })
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    // Charts and themes come to rest.
    await page.waitForTimeout(250)
    const file = path.join(results, face, `${name}-${colorScheme}-${language}.png`)
    await page.screenshot({ path: file, fullPage: true, animations: 'disabled' })
  }
}
