// Docs that name what no longer exists are worse than none. This finds, in README.md, docs/ and infra/, links and paths
// that lead nowhere and commands that `npm run` does not know.
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'

const markdownFiles = ['*.md', '{docs,infra,apps,packages}/**/*.md']
const topFolders = ['apps', 'packages', 'infra', 'docs', '.ci']
// Docs may name what a build or an installation makes.
const made = /(^|\/)(dist|dist-ssr|node_modules|coverage|test-results)(\/|$)/

/** All that is wrong in the Markdown files of a repository, as "file:line: what". */
export function checkDocs(root) {
  const scripts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts ?? {}
  const files = globSync(markdownFiles, { cwd: root, exclude: ['**/node_modules/**'] }).sort()
  return files.flatMap((file) => checkFile(root, file, scripts))
}

function checkFile(root, file, scripts) {
  const text = readFileSync(path.join(root, file), 'utf8')
  const problems = [
    ...(file.startsWith('docs/manuais/') ? unknownLabels(root, text) : []),
    ...missingLinks(root, file, withoutCode(text)),
    ...missingPaths(root, text),
    ...unknownScripts(text, scripts)
  ]
  return problems
    .sort((a, b) => a.index - b.index)
    .map(({ index, message }) => `${file}:${text.slice(0, index).split('\n').length}: ${message}`)
}

/** [text](target), ![text](target) and [name]: target, as far as they stay in the repository. */
function missingLinks(root, file, text) {
  const links = text.matchAll(/\]\(\s*<?([^)\s>]+)[^)]*\)|^\[[^\]]+\]:\s*<?([^\s>]+)/gm)
  return [...links].flatMap((match) => {
    const target = match[1] ?? match[2]
    if (/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(target)) return []
    const [place] = decodeURIComponent(target).split(/[#?]/)
    const found = place.startsWith('/') ? path.join(root, place) : path.resolve(root, path.dirname(file), place)
    return existsSync(found) ? [] : [{ index: match.index, message: `the link leads nowhere: ${target}` }]
  })
}

/** `apps/api/src/app.ts` in a code span: a path if it begins like one, from the root. */
function missingPaths(root, text) {
  return [...text.matchAll(/`([^`\n]+)`/g)].flatMap((match) => {
    const candidate = match[1].replace(/:\d+(-\d+)?$/, '').replace(/[.,;]$/, '')
    const [top] = candidate.split('/')
    // A placeholder such as <wing>, or an ellipsis, stands for many paths; so does a name with a space in it for none.
    if (!candidate.includes('/') || !topFolders.includes(top) || /[\s<>{}$…]|\.\.\./.test(candidate)) return []
    return made.test(candidate) || existsAt(root, candidate)
      ? []
      : [{ index: match.index, message: `there is no ${candidate}` }]
  })
}

function existsAt(root, candidate) {
  if (!candidate.includes('*')) return existsSync(path.join(root, candidate))
  return globSync(candidate, { cwd: root }).length > 0
}

/** **Words of the screen** in a handbook are words of the screen. */
function unknownLabels(root, text) {
  const valuesOf = (node) => (typeof node === 'string' ? node.split(' | ') : Object.values(node).flatMap(valuesOf))
  const files = globSync('apps/web/src/locales/pt/*.json', { cwd: root })
  const texts = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  const countryFile = files.find((file) => path.basename(file) === 'country.json')
  const words = countryFile ? texts(countryFile) : {}
  const labels = new Set(files.flatMap((file) => valuesOf(texts(file))).map((text) => withCountry(text, words)))
  const isOwn = (word) => word.endsWith('.')
  return [...text.matchAll(/\*\*([^*]+)\*\*/g)].flatMap((match) => {
    const word = match[1].replace(/\s+/g, ' ')
    return isOwn(word) || labels.has(word) ? [] : [{ index: match.index, message: `no screen says "${word}"` }]
  })
}

/** The words of the country of origin in their places: `@:{'country.in'}`. The handbooks are written for the default. */
const withCountry = (text, words) =>
  text.replace(/@(\.capitalize)?:\{'country\.(\w+)'\}/g, (_, capital, name) =>
    capital ? words[name][0].toUpperCase() + words[name].slice(1) : words[name]
  )

/** `npm run x`, `npm start` and `npm test`, wherever they stand: in a span, a block or a sentence. */
function unknownScripts(text, scripts) {
  const commands = text.matchAll(/\bnpm (?:run(?:-script)? (?:--silent |-s )?([a-z][a-z0-9:-]*)|(start|test)\b)/g)
  return [...commands].flatMap((match) => {
    const name = match[1] ?? match[2]
    return name in scripts ? [] : [{ index: match.index, message: `package.json has no script "${name}"` }]
  })
}

/** The text with code blanked out, so that a `[link](like this)` in an example is not taken for one. */
function withoutCode(text) {
  const blank = (code) => code.replace(/[^\n]/g, ' ')
  return text.replace(/^(```|~~~)[\s\S]*?^\1/gm, blank).replace(/`[^`\n]+`/g, blank)
}
