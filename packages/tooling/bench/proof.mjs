// `npm run bench -- proof [--slower 6]`: how long the proof of work of a registration takes on a processor that Chromium slows
// down, with the code that phones run. A figure to read, not a test: it depends on the machine.
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../places.mjs'
import { chromiumIsMissing, findChromium } from '../browser/chromium.mjs'

const { chromium } = createRequire(new URL('../package.json', import.meta.url))('@playwright/test')
const ROUNDS = 200

/** The product's own challenges, as hard as the product asks for. */
async function challenges() {
  const { createChallenge } = await import('../../../apps/api/src/registry/registrations/proof.rules.ts')
  const { testKeys } = await import('../../../apps/api/src/keys.ts')
  const { readConfig } = await import('../../../apps/api/src/config.ts')
  const { proofBits } = readConfig({ DATABASE_URL: 'postgres://none' }).limits
  const keys = testKeys()
  return { proofBits, list: Array.from({ length: ROUNDS }, () => createChallenge(keys, proofBits, new Date())) }
}

/**
 * Solves them one after the other in the page itself: Chromium slows down a page's main thread, but not its workers. Each has an
 * interpreter that is warm but for the first.
 */
export async function measureProof(slower) {
  if (!findChromium()) throw new Error(chromiumIsMissing)
  const source = readFileSync(path.join(root, 'apps/web/src/public/registration/proof.ts'), 'utf8')
  const code = stripTypeScriptTypes(source).replace(/^export /gm, '')
  const { proofBits, list } = await challenges()
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
    const times = await page.evaluate(`(() => { ${code}
      return ${JSON.stringify(list)}.map((challenge) => {
        const from = performance.now()
        solve(challenge, ${proofBits})
        return performance.now() - from
      })
    })()`)
    const [first] = times
    times.sort((a, b) => a - b)
    return { proofBits, first, p50: times[ROUNDS / 2], p95: times[Math.floor(ROUNDS * 0.95)], max: times.at(-1) }
  } finally {
    await browser.close()
  }
}

/** Prints the figures. */
export async function reportProof(slower) {
  const { proofBits, ...times } = await measureProof(slower)
  console.log(`${ROUNDS} proofs of ${proofBits} bits in Chromium, processor slowed down ${slower} times:`)
  console.log(
    Object.entries(times)
      .map(([name, ms]) => `${name} ${Math.round(ms)} ms`)
      .join(', ')
  )
}
