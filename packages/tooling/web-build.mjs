// Builds the web app: what browsers load, into apps/web/dist, and the renderer of the public pages, into
// apps/web/dist-ssr. `npm run build` always does it; `npm start` only when the sources have changed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { withLock } from './lock.mjs'
import { root } from './places.mjs'

const web = path.join(root, 'apps/web')
const renderer = 'src/public/render.ts'
const cache = path.join(web, 'node_modules/.ponte')
const stampFile = path.join(cache, 'web-build')

const sourcePatterns = [
  'apps/web/{src,public}/**/*',
  'apps/web/*.{html,ts,json}',
  'packages/schema/{src/**/*,package.json}',
  'pnpm-lock.yaml'
]

/** Builds unless what stands in apps/web/dist was made from the same sources. */
export function ensureWebBuild({ signal }) {
  mkdirSync(cache, { recursive: true })
  // Vite empties the directory first: two builds at once would take the files from under each other.
  return withLock(path.join(cache, 'web-build.lock'), async () => {
    const wanted = hashOfSources()
    const isThere = variants().every(({ outDir }) => existsSync(path.join(web, outDir)))
    if (isThere && readIfThere(stampFile) === wanted) return
    console.error('Building the web app; this takes a few seconds when its sources have changed.')
    await build(wanted, { signal, flags: ['--logLevel=warn'] })
  })
}

async function build(stamp, { signal, flags = [] }) {
  rmSync(stampFile, { force: true })
  for (const variant of variants()) {
    const vite = startVite(variant, flags, { signal })
    const [code] = await once(vite, 'exit')
    if (code !== 0) throw new Error('The web app could not be built; the lines above say why.')
  }
  await squeeze(path.join(web, 'dist/assets'))
  // Only now, so that an interrupted build is done again.
  writeFileSync(stampFile, stamp)
}

const brotliBest = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }

/** Puts the squeezed form of each file beside it: made once as small as it gets, not at each request as quickly as it gets. */
async function squeeze(directory) {
  for (const file of globSync('*.{js,css,svg,json}', { cwd: directory })) {
    const full = path.join(directory, file)
    const body = readFileSync(full)
    writeFileSync(`${full}.br`, await promisify(brotliCompress)(body, brotliBest))
    writeFileSync(`${full}.gz`, await promisify(gzip)(body, { level: 9 }))
  }
}

/** Builds, and builds again at every change, until the process is told to stop. */
export async function watchWebBuild(lifecycle) {
  // The first time in full, so that the API finds something to serve when it starts.
  await ensureWebBuild(lifecycle)
  // From here on the directory may be newer than its stamp.
  rmSync(stampFile, { force: true })
  for (const variant of variants()) {
    const vite = startVite(variant, ['--watch', '--mode=development', '--logLevel=warn'], lifecycle)
    vite.once('exit', () => lifecycle.signal.aborted || console.error('The build of the web app no longer watches.'))
  }
}

/** What is built: the browser's part and, once there is one, the server's. */
function variants() {
  const client = { outDir: 'dist', args: [] }
  const server = { outDir: 'dist-ssr', args: ['--ssr', renderer] }
  return existsSync(path.join(web, renderer)) ? [client, server] : [client]
}

function startVite({ outDir, args }, flags, { signal }) {
  const vite = path.join(web, 'node_modules/vite/bin/vite.js')
  // Vite's report goes to stderr like all that is not an answer.
  const child = spawn(process.execPath, [vite, 'build', `--outDir=${outDir}`, ...args, ...flags], {
    cwd: web,
    stdio: ['ignore', 2, 2],
    signal
  })
  // Being broken off by the signal is reported as an error too; the exit that follows says enough.
  child.on('error', () => {})
  return child
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const file of globSync(sourcePatterns, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

if (import.meta.main) {
  try {
    mkdirSync(cache, { recursive: true })
    if (process.argv.includes('--unless-built')) await ensureWebBuild({})
    else await withLock(path.join(cache, 'web-build.lock'), () => build(hashOfSources(), {}))
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
