// How Jest reads TypeScript and Vue. Types are stripped by Node itself, which leaves every line and column where it was;
// components go through Vue's own compiler, template and all, and then the same way.
const { createHash } = require('node:crypto')
const { createRequire, stripTypeScriptTypes } = require('node:module')
const path = require('node:path')

// The compiler must be the one of the web app, so that it fits the Vue that runs the result.
const requireFromWeb = createRequire(path.join(__dirname, '../../../apps/web/package.json'))
const version = '1'
let compiler

function transform(source, filename) {
  return filename.endsWith('.vue') ? compileVue(source, filename) : { code: strip(source) }
}

function strip(source) {
  return stripTypeScriptTypes(source, { mode: 'strip' })
}

function compileVue(source, filename) {
  compiler ??= loadCompiler()
  const id = createHash('sha256').update(filename).digest('hex').slice(0, 8)
  const { descriptor, errors } = compiler.parse(source, { filename, sourceMap: true })
  if (errors.length > 0) throw errors[0]
  const hasScript = descriptor.script !== null || descriptor.scriptSetup !== null
  const { code, map } = hasScript ? compileScript(descriptor, id) : compileTemplateOnly(descriptor, id)
  return { code: `${code}\ncomponent.__file = ${JSON.stringify(filename)}\nexport default component\n`, map }
}

function compileScript(descriptor, id) {
  const script = compiler.compileScript(descriptor, { id, inlineTemplate: true, genDefaultAs: 'component' })
  return { code: strip(script.content), map: script.map }
}

/** A component of nothing but markup has no script to put its template into. */
function compileTemplateOnly(descriptor, id) {
  const { filename, template } = descriptor
  const compiled = compiler.compileTemplate({ id, filename, source: template.content, ast: template.ast })
  if (compiled.errors.length > 0) throw compiled.errors[0]
  return { code: `${compiled.code}\nconst component = { render }`, map: compiled.map }
}

function loadCompiler() {
  const loaded = requireFromWeb('@vue/compiler-sfc')
  // Without TypeScript it cannot follow `defineProps<ImportedType>()` into the other file.
  loaded.registerTS(() => requireFromWeb('typescript'))
  return loaded
}

module.exports = {
  process: transform,
  processAsync: async (source, filename) => transform(source, filename),
  getCacheKey(source, filename, { instrument }) {
    const parts = [version, process.version, filename, String(instrument), source]
    return createHash('sha256').update(parts.join('\0')).digest('hex')
  }
}
