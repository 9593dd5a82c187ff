// `npm run browser`: the real product in a real browser. See harness.mjs for what a spec gets.
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { root } from '../places.mjs'
import { findChromium } from './chromium.mjs'

const results = path.join(root, 'test-results')

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.mjs',
  globalSetup: path.join(import.meta.dirname, 'product.mjs'),
  // One product serves all specs: each brings its own people, and none counts on being alone.
  workers: 2,
  fullyParallel: false,
  // A test that passes at the second try has found something: in the product or in itself.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // A page looked at in both themes and with large letters takes fifteen seconds on two busy cores, and thirty on slow ones.
  timeout: 240_000,
  expect: { timeout: 15_000 },
  outputDir: path.join(results, 'browser'),
  reporter: [['list'], ['json', { outputFile: path.join(results, 'browser.json') }]],
  use: {
    // Set by product.mjs before the workers start.
    baseURL: process.env.PONTE_BROWSER_URL,
    browserName: 'chromium',
    locale: 'pt-MZ',
    timezoneId: 'Africa/Maputo',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      // Nothing but the product: no sandbox, which root may not have, and none of the browser's own calls home.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    }
  }
})
