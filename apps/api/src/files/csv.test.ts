import { buffer, text } from 'node:stream/consumers'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { csvStream, withoutFormula, type FileRow } from './csv.ts'

const columns = [{ header: 'Nome' }, { header: 'Pessoas' }]

/** Reads a CSV file as RFC 4180 has it. */
function parse(file: string): string[][] {
  const rows: string[][] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  let row: string[] = []
  for (let match = field.exec(file); match; match = field.exec(file)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2]!)
    if (match[3] !== ',') row = (rows.push(row), [])
  }
  return rows
}

describe('a CSV file', () => {
  it('begins with a byte order mark and the header, and ends its lines with CR LF', async () => {
    const file = await buffer(
      csvStream(columns, [
        ['Conceição', 12],
        [null, 0]
      ])
    )
    expect(file.toString()).toBe('\uFEFFNome,Pessoas\r\nConceição,12\r\n,0\r\n')
  })

  it('takes rows as they come', async () => {
    async function* rows(): AsyncGenerator<FileRow> {
      for (let i = 0; i < 5000; i++) yield [`Pessoa ${i}`, i]
    }
    const lines = (await text(csvStream(columns, rows()))).trimEnd().split('\r\n')
    expect(lines).toHaveLength(5001)
    expect(lines.at(-1)).toBe('Pessoa 4999,4999')
  })

  it('brings back every text, whatever is in it', async () => {
    const anyText = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed() && !value.startsWith('\uFEFF'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 8 }), async (rows) => {
        const file = (await text(csvStream(columns, rows))).replace(/^\uFEFF/, '')
        expect(parse(file).slice(1)).toEqual(rows.map((row) => row.map(withoutFormula)))
      }),
      { numRuns: 300 }
    )
  })

  it('fails where its rows fail', async () => {
    async function* rows(): AsyncGenerator<FileRow> {
      yield ['a', 1]
      throw new Error('The database went away.')
    }
    await expect(text(csvStream(columns, rows()))).rejects.toThrow('The database went away.')
  })
})

describe('a text that a spreadsheet would run', () => {
  it.each([
    '=1+1',
    '+27821234567',
    '-2',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    '  =1',
    '\u00a0=1',
    '\n=1'
  ])('%j gets an apostrophe', (value) => {
    expect(withoutFormula(value)).toBe(`'${value}`)
  })

  it.each(['Nhantumbo', '482 719 3650', 'a=b', '<10', '–', 'maria@exemplo.com', ''])('%j stays as it is', (value) => {
    expect(withoutFormula(value)).toBe(value)
  })

  it('a number below zero stays a number', async () => {
    expect(await text(csvStream(columns, [['x', -5]]))).toContain('x,-5\r\n')
  })
})
