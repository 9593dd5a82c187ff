// Jest in ESM mode, without Babel: Node strips the types, Vue's own compiler does the components (jest/transform.cjs).
import { root } from './places.mjs'

const tooling = import.meta.dirname
const transform = { '\\.(ts|vue)$': `${tooling}/jest/transform.cjs` }
const typescript = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'cjs', 'json'],
  transform
}

/** @type {import('jest').Config} */
export default {
  rootDir: root,
  // Two: the tests talk to one PostgreSQL, and the machines they must run on have two cores.
  maxWorkers: 2,
  testTimeout: 40_000,
  coverageProvider: 'v8',
  coverageDirectory: `${root}/coverage`,
  projects: [
    {
      ...typescript,
      displayName: 'schema',
      rootDir: `${root}/packages/schema`,
      testMatch: ['<rootDir>/src/**/*.test.ts']
    },
    {
      ...typescript,
      displayName: 'api',
      rootDir: `${root}/apps/api`,
      testMatch: ['<rootDir>/{src,test}/**/*.test.ts'],
      globalSetup: `${tooling}/jest/api-setup.mjs`,
      globalTeardown: `${tooling}/jest/api-teardown.mjs`
    },
    {
      ...typescript,
      displayName: 'web',
      rootDir: `${root}/apps/web`,
      testMatch: ['<rootDir>/src/**/*.test.ts'],
      extensionsToTreatAsEsm: ['.ts', '.vue'],
      moduleFileExtensions: ['ts', 'vue', 'mjs', 'js', 'cjs', 'json'],
      moduleNameMapper: { '\\.(css|svg|png|webp|woff2)$': `${tooling}/jest/asset.cjs` },
      setupFiles: [`${tooling}/jest/web-globals.cjs`],
      testEnvironment: `${tooling}/node_modules/jest-environment-jsdom`,
      // Adding 'import' here gives Vue as an ES module inside CommonJS, which ends in a cycle.
      testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] }
    },
    {
      displayName: 'tooling',
      rootDir: tooling,
      testMatch: ['<rootDir>/**/*.test.mjs'],
      testEnvironment: 'node',
      transform: {}
    }
  ]
}
