// What each `npm run` name does: a list of steps, each of them the arguments of one call of the pinned Node.
// All steps run even when an early one fails, so that one call shows everything that there is to mend.
import { heapFlags } from './heap.mjs'

const tooling = 'packages/tooling'
const modules = `${tooling}/node_modules`
const eslint = [`${modules}/eslint/bin/eslint.js`, '--config', `${tooling}/eslint.config.mjs`]
const prettier = [`${modules}/prettier/bin/prettier.cjs`, '--log-level=warn']
const typescript = `${modules}/typescript/bin/tsc`
const built = [`${tooling}/web-build.mjs`, '--unless-built']

const tasks = {
  start: [[...heapFlags, `${tooling}/start.mjs`]],
  dev: [[`${tooling}/start.mjs`, '--watch']],
  demo: [[...heapFlags, `${tooling}/start.mjs`, '--demo']],
  ponte: [[`${tooling}/ponte.mjs`]],
  build: [[`${tooling}/web-build.mjs`]],
  test: [
    [
      // Jest loads ES modules through the vm API, which Node still calls experimental.
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      `${modules}/jest/bin/jest.js`,
      '--config',
      `${tooling}/jest.config.mjs`
    ]
  ],
  typecheck: [
    [typescript, '-p', 'packages/schema'],
    [typescript, '-p', 'apps/api'],
    ['apps/web/node_modules/vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'apps/web']
  ],
  lint: [
    [...eslint, '--max-warnings=0', '.'],
    [...prettier, '--check', '.']
  ],
  format: [
    [...eslint, '--fix', '.'],
    [...prettier, '--write', '.']
  ],
  rules: [
    [
      `${modules}/dependency-cruiser/bin/dependency-cruiser.mjs`,
      `--config=${tooling}/import-rules.cjs`,
      'apps/api/src',
      'apps/web/src',
      'packages/schema/src'
    ]
  ],
  migration: [['apps/api/node_modules/drizzle-kit/bin.cjs', 'generate', '--config=apps/api/drizzle.config.ts']],
  docs: [[`${tooling}/docs/main.mjs`]],
  'docs-check': [[`${tooling}/docs/main.mjs`, '--check']],
  browser: [[`${modules}/@playwright/test/cli.js`, 'test', '--config', `${tooling}/browser/playwright.config.mjs`]],
  manual: [[`${tooling}/browser/manual.mjs`]],
  screens: [[`${tooling}/browser/screens.mjs`]],
  // The product is measured, killed and multiplied with its pages, as it is run.
  kill: [built, [`${tooling}/kill/main.mjs`]],
  'kill-mailing': [built, [`${tooling}/kill/mailing.mjs`]],
  'scale-out': [built, [`${tooling}/scale/main.mjs`]],
  faults: [built, [`${tooling}/faults/main.mjs`]],
  'first-hour': [[`${tooling}/browser/first-hour.mjs`]],
  drill: [[`${tooling}/backup/drill.mjs`]],
  bench: [built, [`${tooling}/bench/main.mjs`]],
  // Runs any script on the pinned Node: `npm run exec -- path/to/script.ts`.
  exec: [[]]
}

export const taskNames = Object.keys(tasks)

/** The steps of a task; what stands behind `--` on the command line goes to its last step. */
export function stepsOf(task, extraArguments) {
  const steps = tasks[task]
  return steps.map((step, index) => (index === steps.length - 1 ? [...step, ...extraArguments] : step))
}
