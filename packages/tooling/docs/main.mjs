// `npm run docs` makes the documents that come from the product itself; `npm run docs:check` says which are old, and what in
// the other docs leads nowhere.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../places.mjs'
import { checkAsvs } from './asvs.mjs'
import { checkDocs } from './check.mjs'
import { databaseDocument } from './database.mjs'
import { dictionaryDocument, noticeDocument } from './dictionary.mjs'
import { findGaps } from './people.mjs'

async function makeDocuments() {
  const { describeTables } = await import('../../../apps/api/src/db/describe.ts')
  const { notices, purposes } = await import('../../schema/src/index.ts')
  const tables = await describeTables()
  const gaps = findGaps(tables)
  if (gaps.length > 0) fail(`The data dictionary has gaps:\n${gaps.map((gap) => `- ${gap}`).join('\n')}`)
  return new Map([
    ['docs/database.md', databaseDocument(tables)],
    ...['pt', 'en'].flatMap((language) => [
      [`docs/data-dictionary.${language}.md`, dictionaryDocument(tables, purposes, language)],
      [`docs/privacy-notice.${language}.md`, noticeDocument(notices, purposes, language)]
    ])
  ])
}

function fail(words) {
  console.error(words)
  process.exit(1)
}

const documents = await makeDocuments()
if (process.argv.includes('--check')) {
  const read = (file) => {
    try {
      return readFileSync(path.join(root, file), 'utf8')
    } catch {
      return ''
    }
  }
  const old = [...documents]
    .filter(([file, text]) => read(file) !== text)
    .map(([file]) => `${file} is old: npm run docs`)
  const problems = [...checkDocs(root), ...checkAsvs(root), ...old]
  if (problems.length > 0) fail(problems.join('\n'))
  console.log('The docs name nothing that is missing, and what is made from the product is as it is.')
} else {
  for (const [file, text] of documents) writeFileSync(path.join(root, file), text)
  console.log(`Made: ${[...documents.keys()].join(', ')}`)
}
