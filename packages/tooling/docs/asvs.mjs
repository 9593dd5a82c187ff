// docs/asvs.md says of each security requirement whether it is met. This counts its tables again, so that the counts at the top
// are those of the tables, every verdict has something to show, and every gap stands among what it would take.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const ASVS_FILE = 'docs/asvs.md'
const verdicts = ['met', 'partly', 'not met', 'for the deployment']
const sum = (numbers) => numbers.reduce((all, n) => all + n, 0)
const cellsOf = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('**', ''))

/** All that does not agree within the document, as "file: what"; nothing where there is no such document. */
export function checkAsvs(root) {
  const file = path.join(root, ASVS_FILE)
  if (!existsSync(file)) return []
  const text = readFileSync(file, 'utf8')
  const rows = readRequirements(text)
  return [...wrongRows(rows), ...wrongCounts(text, rows), ...forgottenGaps(text, rows)].map(
    (problem) => `${ASVS_FILE}: ${problem}`
  )
}

/** The rows of the tables of requirements. */
function readRequirements(text) {
  return text
    .split('\n')
    .filter((line) => /^\| V\d+\.\d+\.\d+ \|/.test(line))
    .map((line) => {
      const [id, level, asks, verdict, ...proof] = cellsOf(line)
      return { id, level, asks, verdict, proof: proof.join('|') }
    })
}

function wrongRows(rows) {
  const seen = new Set()
  return rows.flatMap(({ id, level, asks, verdict, proof }) => {
    const isTwice = seen.has(id)
    seen.add(id)
    return [
      ...(isTwice ? [`${id} stands twice`] : []),
      ...(/^L[123]$/.test(level) && asks ? [] : [`${id} has no level, or does not say what it asks for`]),
      ...(verdicts.includes(verdict) ? [] : [`${id} has the unknown verdict "${verdict}"`]),
      ...(verdict !== 'met' || /`[\w.-]+[/.][^`]*`|\]\([^)]+\)/.test(proof) ? [] : [`${id} is met and shows no file`])
    ]
  })
}

/** The counts as they should stand, a line for each chapter and one for all. */
export function countsOf(rows) {
  const line = (name, some) => {
    const counts = verdicts.map((verdict) => some.filter((row) => row.verdict === verdict).length)
    return [name, ...counts, sum(counts)]
  }
  const chapters = [...new Set(rows.map(({ id }) => id.split('.')[0]))]
  return [
    ...chapters.map((chapter) =>
      line(
        chapter,
        rows.filter(({ id }) => id.startsWith(`${chapter}.`))
      )
    ),
    line('all', rows)
  ]
}

function wrongCounts(text, rows) {
  const [, section = ''] = /^## Counts\n([\s\S]*?)(?=^## )/m.exec(text) ?? []
  const stated = new Map(
    section
      .split('\n')
      .filter((line) => /^\| (V\d+ |\*\*all\*\*)/.test(line))
      .map((line) => cellsOf(line))
      .map(([name, ...counts]) => [name.split(' ')[0], counts.join(' ')])
  )
  return countsOf(rows).flatMap(([name, ...counts]) =>
    stated.get(name) === counts.join(' ')
      ? []
      : [`the counts of ${name} are ${counts.join(' ')} in the tables and ${stated.get(name) ?? 'nothing'} at the top`]
  )
}

function forgottenGaps(text, rows) {
  const [, section = ''] = /^## Not met[^\n]*\n([\s\S]*?)(?=^## )/m.exec(text) ?? []
  const named = new Set(section.match(/\bV\d+\.\d+\.\d+\b/g))
  const gaps = new Set(rows.filter(({ verdict }) => verdict === 'not met' || verdict === 'partly').map(({ id }) => id))
  return [
    ...[...gaps]
      .filter((id) => !named.has(id))
      .map((id) => `${id} is a gap and does not stand among what it would take`),
    ...[...named].filter((id) => !gaps.has(id)).map((id) => `${id} stands among the gaps and is none`)
  ]
}
