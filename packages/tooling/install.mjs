// Installs the pinned pnpm, Node 24 and the workspace once, and again only when a manifest has changed. Part of what
// runs before anything is installed: no dependencies, and nothing that Node 20 does not know.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { withLock } from './lock.mjs'

const stampFile = 'node_modules/.install-stamp'
const lockFile = 'node_modules/.install-lock'

/** Installs the workspace in the current directory unless it stands as the manifests want it. */
export async function install() {
  if (isInstalled()) return
  mkdirSync('node_modules', { recursive: true })
  // `npm start` and `npm test` may be called side by side on a fresh clone: the second one waits for the first.
  await withLock(lockFile, () => isInstalled() || installNow(), { timeoutMs: 15 * 60_000 })
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp()
}

function installNow() {
  const manager = packageManager()
  console.error(`Installing with ${manager}; the first time takes about half a minute.`)
  const packages = [manager, ...pinnedNodePackage()].map((name) => `--package=${name}`)
  const result = spawnSync(
    'npm',
    // --yes, because a user's npmrc may switch it off and npm would then wait for an answer.
    [
      'exec',
      '--yes',
      '--loglevel=error',
      ...packages,
      '--',
      'pnpm',
      'install',
      '--frozen-lockfile',
      '--prefer-offline'
    ],
    {
      // The output goes to stderr, so that `npm run ponte` prints on stdout only what the command says.
      stdio: ['ignore', 2, 2],
      // Without a terminal pnpm would refuse to replace a node_modules that an older lock file made.
      env: { ...withoutNpmSettings(process.env), CI: 'true' },
      shell: process.platform === 'win32'
    }
  )
  if (result.error) throw new Error(`Cannot run npm: ${result.error.message}`)
  if (result.status !== 0) throw new Error('The installation failed; the lines above say why. Nothing was started.')
  writeFileSync(stampFile, wantedStamp())
}

/** Everything that decides what an installation looks like; equal text means that there is nothing to do. */
function wantedStamp() {
  const manifests = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']
  for (const folder of ['apps', 'packages']) {
    for (const name of readdirSync(folder).sort()) manifests.push(`${folder}/${name}/package.json`)
  }
  return [process.platform, process.arch, ...manifests.filter(existsSync).map(nameAndHash)].join('\n')
}

function nameAndHash(file) {
  return `${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`
}

function packageManager() {
  return readJson('package.json').packageManager.split('+')[0]
}

/** The npm package that carries Node 24 for this machine; none where the machine's own Node is new enough. */
function pinnedNodePackage() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return []
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const version = readJson('packages/tooling/package.json').optionalDependencies?.[name]
  if (version) return [`${name}@${version}`]
  throw new Error(
    `Ponte runs on Node 24; this is ${process.version}, and there is no packaged Node 24 for ${process.platform}-` +
      `${process.arch}. Install Node 24 yourself and try again.`
  )
}

/**
 * The environment without what npm hands to its scripts (the package's name, the prefix, the flags of the outer call),
 * since an npm or pnpm inside would take those for its own settings. How to reach the registry stays.
 */
export function withoutNpmSettings(environment) {
  const ofTheOuterCall =
    /^npm_(package|lifecycle|config_(?!cache|registry|userconfig|https?_proxy|noproxy|cafile|strict_ssl))/i
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ofTheOuterCall.test(name)))
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
