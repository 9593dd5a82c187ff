import { resolve } from 'node:path'
import i18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { lightContract } from './contract.plugin.ts'
import { defineConfig, type EnvironmentOptions } from 'vite'

const here = import.meta.dirname
const version = (major: number, minor = 0) => (major << 16) | (minor << 8)

// The oldest browsers of the public face, all from 2020: Chrome 87, Safari 14, Firefox 78.
const browserFloor = ['chrome87', 'safari14', 'firefox78']
const cssFloor = {
  chrome: version(87),
  android: version(87),
  safari: version(14),
  ios_saf: version(14),
  firefox: version(78)
}

/*
 * The public face comes in few pieces: each file costs its headers and, on a slow line, its turn, and its name stands in
 * what is loaded first. What is needed together is one piece: the texts of a language that most pages share, those of the
 * published pages, the pages of a record, the controls of a form.
 */
const pieces: [RegExp, string][] = [
  [/^\0ponte-contract\/(getCodeList|getSettings|listNotices|checkHelperCode|getRegistrationChallenge)$/, 'controls'],
  [/^\0ponte-contract\/createRegistration$/, 'registration'],
  [/^\0(?!ponte-contract)/, 'vue'],
  [/\/node_modules\//, 'vue'],
  [/\/locales\/(\w+)\/(ui|site|refusals|person)\.json$/, 'frame.$1'],
  [/\/locales\/(\w+)\/(record|my[A-Z]\w+)\.json$/, 'record.$1'],
  [/\/locales\/(\w+)\/public[A-Z]\w+\.json$/, 'published.$1'],
  [/\/public\/(answers|announcements|commitments|opportunities|posts|strategy)\/.*(?<!\.pages\.ts)$/, 'published'],
  [/\/public\/(PublishedPage|usePublished)\./, 'published'],
  [/\/public\/record\/.*(?<!\.pages\.ts)$/, 'record'],
  [/\/public\/registration\/(steps\/(?!WhomStep)|laterSteps|ReturnGate|MendContact|Slip|useSummary)/, 'steps'],
  [/\/public\/registration\/(refusals|useFormSettings|useCodeList|useNotices)\./, 'controls'],
  [/\/public\/registration\/(?!registration\.pages|useLaterSteps|steps\.ts|linkCodes|proof)/, 'registration'],
  [
    /\/ui\/(Button|Choice|ErrorSummary|field|Field|Icon|icons|Notice|Radios|Skeleton|Spinner|Steps|TextInput)\./,
    'controls'
  ],
  [/\/src\/composables\//, 'controls']
]

/** The piece that a module of the public face belongs to; of what is in none the bundler makes its own. */
export function pieceOf(id: string): string | null {
  for (const [test, name] of pieces) {
    const found = test.exec(id)
    if (found) return name.replace('$1', found[1] ?? '')
  }
  return null
}

/**
 * One face, built alone: built together they would share one Vue with everything that either of them needs. The first
 * empties the directory; while watching nobody does, since the other's files lie in it.
 */
const face = (name: string, html: string, isFirst: boolean): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    emptyOutDir: isFirst && !process.argv.includes('--watch'),
    copyPublicDir: isFirst,
    manifest: `manifest.${name}.json`,
    rollupOptions: {
      input: { [name]: resolve(here, html) },
      // Small pieces that most pages share: each file of its own costs its headers, and on a slow line its turn.
      ...(name === 'public' && {
        output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: pieceOf }] } }
      })
    }
  }
})

export default defineConfig(({ mode, isSsrBuild }) => ({
  plugins: [
    lightContract(),
    vue(),
    i18n({
      include: [resolve(here, 'src/locales/**')],
      // Messages are compiled here, so the browser needs neither the compiler nor `eval`.
      runtimeOnly: true,
      dropMessageCompiler: true
    })
  ],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    // The gallery of components is for those who work on them and stays out of what is deployed.
    __GALLERY__: JSON.stringify(mode !== 'production'),
    // Else what renders on the server decides at run time, and in development each app that was rendered is kept for the
    // developer tools: a third of the memory of the API.
    ...(isSsrBuild && { 'process.env.NODE_ENV': JSON.stringify(mode) })
  },
  css: { transformer: 'lightningcss', lightningcss: { targets: cssFloor } },
  build: {
    outDir: isSsrBuild ? 'dist-ssr' : 'dist',
    target: isSsrBuild ? 'node24' : browserFloor,
    cssTarget: browserFloor,
    cssMinify: 'lightningcss',
    // Its polyfill is an inline script, which the content security policy forbids.
    // Its lists of what to load early would weigh more than they save, now that the public face has few pieces.
    modulePreload: { polyfill: false, resolveDependencies: () => [] },
    // Nothing becomes a `data:` address: a font or picture in the style sheet would delay the first paint.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The map of the world, which comes with the first figure that is drawn on it, and for staff only.
    chunkSizeWarningLimit: 800,
    ...(isSsrBuild && { ssr: 'src/public/render.ts', copyPublicDir: false })
  },
  // `vite build` makes both faces; `vite build --ssr` makes what renders the public pages on the server.
  builder: isSsrBuild
    ? undefined
    : {
        async buildApp(builder) {
          for (const name of ['client', 'staff']) await builder.build(builder.environments[name]!)
        }
      },
  environments: isSsrBuild
    ? {}
    : { client: face('public', 'index.html', true), staff: face('staff', 'staff.html', false) },
  // The server bundle carries its dependencies, so that a production install needs no front-end packages. Without the
  // condition `node` Vue comes without its compiler, which is most of it.
  ssr: { noExternal: true, resolve: { conditions: ['module', 'import', 'default'] } },
  server: {
    port: 5173,
    proxy: { '/api': 'http://127.0.0.1:3000' }
  }
}))
