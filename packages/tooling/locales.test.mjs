// The languages of the interface say the same things. ESLint finds a text that the code names and a language lacks; this
// finds what a translator forgot, and a value that one language leaves out of a sentence.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { root } from './places.mjs'

const locales = path.join(root, 'apps/web/src/locales')
const [first, ...others] = globSync('*/', { cwd: locales }).map((name) => path.basename(name))
const pairs = others.flatMap((other) => [
  [first, other],
  [other, first]
])

/** Every text of a language as [key, values that it shows], the key beginning with the file's name. */
function textsOf(language) {
  return globSync('*.json', { cwd: path.join(locales, language) }).flatMap((file) =>
    flatten(path.basename(file, '.json'), JSON.parse(readFileSync(path.join(locales, language, file), 'utf8')))
  )
}

function flatten(key, value) {
  if (typeof value !== 'object' || value === null) return [[key, placeholders(String(value))]]
  return Object.entries(value).flatMap(([name, inner]) => flatten(`${key}.${name}`, inner))
}

/** `{name}` and `{0}`; `{'@'}` is a sign, and a plural repeats its values in each form. */
function placeholders(text) {
  return [...new Set([...text.matchAll(/\{\s*(\w+)\s*\}/g)].map(([, name]) => name))].sort()
}

test.each(pairs)('every text of %s is there in %s', (language, other) => {
  const known = new Map(textsOf(other))
  const keys = textsOf(language).map(([key]) => key)
  expect(keys.filter((key) => !known.has(key))).toEqual([])
})

test.each(pairs)('no text shows a value in %s that it leaves out in %s', (language, other) => {
  const known = new Map(textsOf(other))
  const lost = textsOf(language).flatMap(([key, values]) =>
    values.filter((value) => known.has(key) && !known.get(key).includes(value)).map((value) => `${key}: {${value}}`)
  )
  expect(lost).toEqual([])
})

test('there are at least two languages', () => {
  expect(existsSync(locales)).toBe(true)
  expect(others.length).toBeGreaterThan(0)
})

test('the words of the country in the texts are those of the pack that is the default', () => {
  const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  const { words } = read('apps/api/countries/MOZ/country.json')
  for (const language of [first, ...others])
    expect(read(`apps/web/src/locales/${language}/country.json`)).toEqual(words[language])
})

test('no other text names a country of origin', () => {
  const named = [first, ...others].flatMap((language) =>
    globSync(`${language}/*.json`, { cwd: locales })
      .filter((file) => path.basename(file) !== 'country.json')
      .filter((file) => /mo[zç]ambi/i.test(readFileSync(path.join(locales, file), 'utf8')))
  )
  expect(named).toEqual([])
})

test.each([first, ...others])('the texts of %s are said with the words of whichever country', (language) => {
  const core = createRequire(path.join(root, 'apps/web/package.json'))('@intlify/core-base')
  core.registerMessageCompiler(core.compile)
  const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  const files = globSync('*.json', { cwd: path.join(locales, language) })
  const messages = Object.fromEntries(
    files.map((file) => [path.basename(file, '.json'), read(`apps/web/src/locales/${language}/${file}`)])
  )
  messages.country = read('apps/api/countries/CPV/country.json').words[language]
  const texts = core.createCoreContext({
    locale: language,
    messages: { [language]: messages },
    messageResolver: core.resolveValue
  })
  const linked = Object.entries(messages).flatMap(([name, texts]) => textsWith(name, texts, "{'country."))
  expect(linked.length).toBeGreaterThan(20)
  for (const key of linked)
    expect([key, core.translate(texts, key)]).toEqual([key, expect.stringMatching(/cabo.verd/i)])
})

/** The keys of texts that hold something. */
const textsWith = (key, value, part) =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => textsWith(`${key}.${name}`, inner, part))
    : String(value).includes(part)
      ? [key]
      : []
