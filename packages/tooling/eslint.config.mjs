// What no code of ours may do. Layout is Prettier's; here stand the faults that a reader overlooks: a promise that nobody
// waits for, a control without a name, a text that no translator sees.
import path from 'node:path'
import js from '@eslint/js'
import i18n from '@intlify/eslint-plugin-vue-i18n'
import { defineConfig, globalIgnores } from 'eslint/config'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import typescript from 'typescript-eslint'
import { house } from './eslint-rules.mjs'
import { typedParser } from './vue-program.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const typed = ['apps/api/{src,test}/**/*.ts', 'packages/schema/src/**/*.ts', 'apps/web/src/**/*.{ts,vue}']
const components = ['apps/web/src/**/*.vue']
const tests = ['**/*.test.{ts,mjs}', '**/*.spec.mjs', 'apps/api/test/**']

/** The rules of typescript-eslint whose names begin so, switched off. */
function allOff({ plugin }, beginning) {
  const names = Object.keys(plugin.rules).filter((name) => name.startsWith(beginning))
  return Object.fromEntries(names.map((name) => [`@typescript-eslint/${name}`, 'off']))
}

export default defineConfig(
  globalIgnores(['**/node_modules/', '**/dist/', '**/dist-ssr/', 'coverage/', 'test-results/', '.data*/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { files: ['**/*.{mjs,cjs,js,ts}'], languageOptions: { globals: globals.node } },
  // A browser spec hands functions to the page.
  { files: ['packages/tooling/browser/*.mjs'], languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.recommended],
    rules: {
      // `const { secret: _, ...rest }` takes something out, and an argument may have to be there for the next one.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }
      ]
    }
  },
  {
    files: typed,
    extends: [typescript.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        parser: typescript.parser,
        projectService: true,
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: root
      }
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A handler without `await` is still async, so that what it throws becomes an answer.
      '@typescript-eslint/require-await': 'off',
      // Vue's and Fastify's own handlers take promises; a promise as a condition stays forbidden.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }]
    }
  },
  {
    files: components,
    extends: [vue.configs['flat/recommended'], accessibility.configs['flat/recommended']],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: typedParser(path.join(root, 'apps/web')) }
    },
    rules: {
      // A component is named by its feature and what it is; `Button` is one word on purpose.
      'vue/multi-word-component-names': 'off',
      // An optional property of a TypeScript component is undefined when it is left out, and its type says so.
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      // A form hands its reactive values to the groups of fields in it, which fill them in; replacing them stays forbidden.
      'vue/no-mutating-props': ['error', { shallowOnly: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }
      ],
      // A label around its control or by its id: both are read out.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }]
    }
  },
  {
    files: ['apps/web/src/ui/**/*.vue'],
    rules: {
      // Here, and nowhere else, stand components that are handed text which has been made safe before.
      'vue/no-v-html': 'off',
      // A control gets its label from the Field around it, in another file. That it has one, axe checks in the browser.
      'vuejs-accessibility/form-control-has-label': 'off'
    }
  },
  {
    files: ['apps/web/src/**/*.{ts,vue}'],
    ignores: tests,
    plugins: { '@intlify/vue-i18n': i18n, house },
    rules: {
      // Not the plugin's own rule for keys: it does not know that a file's name is the first part of its keys.
      'house/no-missing-texts': ['error', { locales: path.join(root, 'apps/web/src/locales') }],
      '@intlify/vue-i18n/no-raw-text': [
        'error',
        {
          ignorePattern: '^[\\p{P}\\p{S}\\p{N}\\s]+$',
          // Names that are the same in every language.
          ignoreText: ['Ponte', 'CSV', 'Excel', 'JSON', 'PDF'],
          attributes: { '/.+/': ['title', 'aria-label', 'placeholder', 'alt'] }
        }
      ]
    }
  },
  {
    files: ['apps/api/src/**/*.ts'],
    plugins: { house },
    rules: { 'house/no-session-settings': 'error' }
  },
  {
    files: ['**/*.{ts,vue,mjs,cjs}'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-console': 'off',
      eqeqeq: ['error', 'always'],
      'no-restricted-globals': ['error', { name: 'event', message: 'Take the event as an argument.' }]
    }
  },
  {
    // A day's work is told in the order in which it happens, in one file.
    files: ['packages/tooling/browser/*.spec.mjs'],
    rules: { 'max-lines': ['error', { max: 500 }] }
  },
  // In the web app a .vue file has no type that ESLint could see (vue-tsc checks those), and in a test the answer of a
  // request is whatever the test then expects it to be.
  {
    files: ['apps/web/src/**/*.{ts,vue}', 'apps/api/test/**/*.ts', '**/*.test.ts'],
    rules: allOff(typescript, 'no-unsafe-')
  },
  {
    files: ['apps/web/src/**/*.{ts,vue}'],
    rules: {
      // What ESLint takes for unnecessary, vue-tsc needs: the two see different types of what comes out of a component.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off'
    }
  },
  prettier
)
