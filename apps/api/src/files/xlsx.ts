import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'
import type { FileColumn, FileRow, FileRows, FileValue } from './csv.ts'
import * as parts from './xlsxParts.ts'

/** The media type of a workbook. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const CHUNK_LENGTH = 64 * 1024
/** The level that costs least: the text of a sheet is so alike that the highest saves only a few per cent more. */
const DEFLATE_LEVEL = 1

/** A table on a sheet of its own, or on several where the rows do not fit on one. */
export interface Sheet {
  sheetName: string
  columns: readonly FileColumn[]
  rows: FileRows
}

export interface Workbook extends Sheet {
  /** Further tables, behind the first. */
  more?: readonly Sheet[]
  /** Lines on a sheet of their own, behind the others. */
  notes?: readonly string[]
}

interface Part {
  name: string
  content: Iterable<string> | AsyncIterable<string>
}

const empty = new Uint8Array(0)

/**
 * A zip archive as it is written. fflate makes the container; the deflating is left to Node's own zlib, which is six times as
 * fast and works beside the event loop.
 */
async function* zipOf(list: AsyncIterable<Part>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const archive = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  for await (const { name, content } of list) {
    const file: ZipInputFile = { filename: name, size: 0, crc: 0, compression: 8 }
    archive.add(file)
    const measured = async function* () {
      for await (const text of content) {
        const bytes = Buffer.from(text)
        file.size += bytes.length
        file.crc = crc32(bytes, file.crc)
        yield bytes
      }
    }
    const deflated = pipeline(
      Readable.from(measured()),
      createDeflateRaw({ level: DEFLATE_LEVEL, chunkSize: CHUNK_LENGTH }),
      () => {}
    )
    for await (const packed of deflated) {
      file.ondata!(null, packed as Uint8Array<ArrayBuffer>, false)
      yield* ready.splice(0)
    }
    file.ondata!(null, empty, true)
    yield* ready.splice(0)
  }
  archive.end()
  yield* ready.splice(0)
}

/** Rows that are asked for one at a time, so that a second sheet goes on where the first was full. */
interface Source {
  next: IteratorResult<FileRow>
  rows: AsyncIterator<FileRow>
}

async function* sheetText(columns: readonly FileColumn[], source: Source, isFirst: boolean): AsyncGenerator<string> {
  const letters = columns.map((_, place) => parts.columnLetters(place))
  let text =
    parts.sheetStart(
      columns.map(({ width }) => width),
      isFirst
    ) +
    parts.rowXml(
      letters,
      columns.map(({ header }) => header),
      1,
      true
    )
  for (let row = 2; !source.next.done && row <= parts.SHEET_ROWS_MAX; row++) {
    text += parts.rowXml(letters, source.next.value, row)
    source.next = await source.rows.next()
    if (text.length < CHUNK_LENGTH) continue
    yield text
    text = ''
  }
  yield text + parts.sheetEnd(letters)
}

async function* partsOf({ notes = [], more = [], ...first }: Workbook): AsyncGenerator<Part> {
  const names: string[] = []
  const addSheet = (wanted: string, content: Part['content']): Part => {
    names.push(parts.tidySheetName(wanted, names))
    return { name: `xl/worksheets/sheet${names.length}.xml`, content }
  }
  for (const { sheetName, columns, rows } of [first, ...more]) {
    const iterator = (async function* () {
      yield* rows
    })()
    try {
      const source: Source = { next: await iterator.next(), rows: iterator }
      do yield addSheet(sheetName, sheetText(columns, source, names.length === 0))
      while (!source.next.done)
    } finally {
      await iterator.return(undefined)
    }
  }
  if (notes.length > 0) {
    const lines = notes.slice(1).map((note): FileValue[] => [note])
    const header = [{ header: notes[0]!, width: 100 }]
    const iterator = lines.values()
    const asked = { next: async () => iterator.next() } as AsyncIterator<FileRow>
    yield addSheet('Notas', sheetText(header, { next: iterator.next(), rows: asked }, false))
  }
  for (const [name, text] of Object.entries(parts.frameParts(names))) yield { name, content: [text] }
}

/** An Excel workbook as it is written, row by row, in constant memory. Texts are typed as texts, so none becomes a formula. */
export const writeXlsx = (workbook: Workbook): Readable =>
  Readable.from(zipOf(partsOf(workbook)), { objectMode: false })
