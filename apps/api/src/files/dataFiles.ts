import fs from 'node:fs'
import path from 'node:path'

const folder = path.resolve(import.meta.dirname, '../../data')

/** The lines of a file in `apps/api/data`, by the names in its first line. These files are ours: no quotes, no commas in cells. */
export function readDataFile<Name extends string>(name: string): Record<Name, string>[] {
  const [head = '', ...lines] = fs.readFileSync(path.join(folder, name), 'utf8').trim().split('\n')
  const names = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    if (cells.length !== names.length) throw new Error(`${name} has a line of another length: ${line}`)
    return Object.fromEntries(names.map((column, place) => [column, cells[place]!])) as Record<Name, string>
  })
}
