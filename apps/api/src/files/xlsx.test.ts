import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from '@jest/globals'
import { strFromU8, unzipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import type { FileRow, FileRows } from './csv.ts'
import { writeXlsx } from './xlsx.ts'
import { columnLetters, escapeXml, rowXml, SHEET_ROWS_MAX, tidySheetName } from './xlsxParts.ts'

const columns = [{ header: 'Nome', width: 30 }, { header: 'Pessoas' }]
const fileOf = (rows: FileRows, notes?: string[]) =>
  buffer(writeXlsx({ sheetName: 'Registos', columns, rows, ...(notes ? { notes } : {}) }))
const partsOf = async (file: Buffer) =>
  Object.fromEntries(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]))

describe('an Excel workbook', () => {
  it('opens elsewhere with the same texts and numbers', async () => {
    const rows: FileRow[] = [
      ['Conceição & Filhos <Lda>', 12],
      ['=1+1', -3.5],
      ['a\nb', null],
      [' com espaços ', 0]
    ]
    const sheets = await readXlsxFile(await fileOf(rows))
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Registos'])
    expect(sheets[0]!.data).toEqual([
      ['Nome', 'Pessoas'],
      ['Conceição & Filhos <Lda>', 12],
      ['=1+1', -3.5],
      ['a\nb', null],
      [expect.stringContaining('com espaços'), 0]
    ])
  })

  it('has its notes on a sheet of their own', async () => {
    const sheets = await readXlsxFile(await fileOf([['x', 1]], ['Notas', 'Pessoas inventadas.']))
    expect(sheets.map(({ sheet, data }) => [sheet, data])).toEqual([
      [
        'Registos',
        [
          ['Nome', 'Pessoas'],
          ['x', 1]
        ]
      ],
      ['Notas', [['Notas'], ['Pessoas inventadas.']]]
    ])
  })

  it('has further tables on further sheets, each with its own head', async () => {
    const more = [{ sheetName: 'Lugares', columns: [{ header: 'País' }], rows: [['Malawi']] }]
    const sheets = await readXlsxFile(
      await buffer(writeXlsx({ sheetName: 'Registos', columns, rows: [['x', 1]], more }))
    )
    expect(sheets.map(({ sheet, data }) => [sheet, data.at(0), data.length])).toEqual([
      ['Registos', ['Nome', 'Pessoas'], 2],
      ['Lugares', ['País'], 2]
    ])
  })

  it('keeps its bold header in view and types every text as text', async () => {
    const sheet = (await partsOf(await fileOf([['=HYPERLINK("http://x")', 1]])))['xl/worksheets/sheet1.xml']!
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(sheet).toContain('<c r="A1" s="1" t="inlineStr"><is><t>Nome</t></is></c>')
    expect(sheet).toContain(
      '<c r="A2" t="inlineStr"><is><t>=HYPERLINK(&quot;http://x&quot;)</t></is></c><c r="B2"><v>1</v></c>'
    )
    expect(sheet).not.toContain('<f>')
  })

  it('names every part of the package that it holds', async () => {
    const parts = await partsOf(await fileOf([['x', 1]], ['Notas', 'y']))
    const types = parts['[Content_Types].xml']!
    for (const name of Object.keys(parts))
      if (!/\.rels$|Content_Types/.test(name)) expect(types).toContain(`PartName="/${name}"`)
    expect(parts['xl/_rels/workbook.xml.rels']!.match(/Target="[^"]+"/g)).toEqual([
      'Target="worksheets/sheet1.xml"',
      'Target="worksheets/sheet2.xml"',
      'Target="styles.xml"'
    ])
  })

  it('takes many rows as they come, and goes on where the reader stopped', async () => {
    let made = 0
    async function* rows(): AsyncGenerator<FileRow> {
      for (; made < 100_000; made++) yield [`Pessoa ${made}`, made]
    }
    const stream = writeXlsx({ sheetName: 'Muitos', columns, rows: rows() })
    await new Promise((resolve) => stream.once('readable', resolve))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(made).toBeLessThan(60_000)
    const [sheet] = await readXlsxFile(await buffer(stream))
    expect(sheet!.data).toHaveLength(100_001)
    expect(sheet!.data.at(-1)).toEqual(['Pessoa 99999', 99_999])
  })

  it('goes on on a second sheet where one is full', async () => {
    function* rows(): Generator<FileRow> {
      for (let i = 0; i < SHEET_ROWS_MAX + 10; i++) yield [i]
    }
    const parts = await partsOf(
      await buffer(writeXlsx({ sheetName: 'Ponte', columns: [{ header: 'N' }], rows: rows() }))
    )
    expect(parts['xl/workbook.xml']).toContain(
      '<sheet name="Ponte" sheetId="1" r:id="rId1"/><sheet name="Ponte (2)" sheetId="2" r:id="rId2"/>'
    )
    expect(parts['xl/worksheets/sheet2.xml']!.match(/<row /g)).toHaveLength(12)
    expect(parts['xl/worksheets/sheet2.xml']).toContain(`<row r="2"><c r="A2"><v>${SHEET_ROWS_MAX - 1}</v></c></row>`)
  })

  it('fails where its rows fail', async () => {
    async function* rows(): AsyncGenerator<FileRow> {
      yield ['a', 1]
      throw new Error('The database went away.')
    }
    await expect(fileOf(rows())).rejects.toThrow('The database went away.')
  })

  it('lets go of its rows when nobody reads on', async () => {
    let ended = false
    async function* rows(): AsyncGenerator<FileRow> {
      try {
        for (let i = 0; ; i++) yield [`Pessoa ${i}`, i]
      } finally {
        ended = true
      }
    }
    const stream = writeXlsx({ sheetName: 'Sem fim', columns, rows: rows() })
    await new Promise((resolve) => stream.once('readable', resolve))
    stream.destroy()
    for (let tries = 0; !ended && tries < 100; tries++) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(ended).toBe(true)
  })
})

describe('its parts', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA']
  ])('column %i is %s', (place, letters) => {
    expect(columnLetters(place)).toBe(letters)
  })

  it('hold nothing that XML forbids, and nothing that Excel would take for an escape', () => {
    expect(escapeXml('a\u0000b\u001f\ud800c\uffff')).toBe('a\ufffdb\ufffd\ufffdc\ufffd')
    expect(escapeXml('_x0041_ 😀')).toBe('_x005F_x0041_ 😀')
  })

  it('cut a text at the length that Excel takes', () => {
    expect(rowXml(['A'], ['x'.repeat(40_000)], 1)).toHaveLength(rowXml(['A'], ['x'.repeat(32_767)], 1).length)
  })

  it('are named as Excel allows, each once', () => {
    expect(tidySheetName("'Países: [todos]/outros*?'", [])).toBe('Países todos outros')
    expect(tidySheetName('Pessoas registadas por província de origem', [])).toBe('Pessoas registadas por provínci')
    expect(tidySheetName('Ponte', ['ponte'])).toBe('Ponte (2)')
    expect(tidySheetName('///', [])).toBe('1')
  })
})
