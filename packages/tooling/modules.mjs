// Where the modules of the API stand, said to Node without its asking. For each of some 2,500 imports Node reads the package.json
// around it, and takes its whole "exports" apart: of every package that is named and, in drizzle-orm, for every file. That was
// half of a start (docs/performance.md). What is answered here is what Node itself would answer: modules.test.mjs asks both.
import { enableCompileCache, registerHooks } from 'node:module'
import path from 'node:path'
import { root } from './places.mjs'

const FORMATS = { '.ts': 'module-typescript', '.mjs': 'module' }
/** A package whose files are modules all the same, named by relative addresses with their endings. */
const ONLY_MODULES = /\/node_modules\/drizzle-orm\/[\w./-]+\.js$/
/** From anywhere in these sources a package is the same. */
const SOURCES = /^.*\/(?:apps\/api|packages\/schema)\/src\//

const known = new Map()

function formatOf(specifier, parentURL) {
  const ending = /\.[cm]?[jt]s$/.exec(specifier)?.[0]
  return FORMATS[ending] ?? (ending === '.js' && ONLY_MODULES.test(parentURL) ? 'module' : undefined)
}

/** A hook of Node (`module.registerHooks`): where a module stands and what it is. */
export function resolve(specifier, context, next) {
  const { parentURL, conditions } = context
  if (!parentURL || !conditions.includes('import')) return next(specifier, context)
  if (specifier.startsWith('.')) {
    const format = formatOf(specifier, parentURL)
    return format ? { url: new URL(specifier, parentURL).href, format, shortCircuit: true } : next(specifier, context)
  }
  const sources = SOURCES.exec(parentURL)?.[0]
  if (!sources) return next(specifier, context)
  const key = `${sources} ${specifier}`
  const before = known.get(key)
  if (before) return before
  const resolved = { ...next(specifier, context), shortCircuit: true }
  known.set(key, resolved)
  return resolved
}

/** Before the API's modules are loaded. */
export function loadQuickly() {
  // What was compiled once need not be compiled at every start; where nothing can be written it goes without.
  enableCompileCache(path.join(root, 'node_modules/.cache/ponte'))
  registerHooks({ resolve })
}
