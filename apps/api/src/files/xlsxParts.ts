import type { FileRow, FileValue } from './csv.ts'

/** The XML of a workbook, after ECMA-376 (Office Open XML), transitional. */

export const SHEET_ROWS_MAX = 1_048_576
const CELL_LENGTH_MAX = 32_767
const SHEET_NAME_MAX = 31

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

// Controls but tab and line ends, halves of pairs, and what is no character: XML 1.0 may not hold them.
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu
const SPECIAL = /[&<>"_\p{Cc}\p{Cs}\ufffe\uffff]/u

/** A text inside XML. Excel reads "_x0041_" as a letter, so an underscore before the like is written as one of those itself. */
export function escapeXml(text: string): string {
  if (!SPECIAL.test(text)) return text
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '_x000D_')
}

/** 0 is A, 25 is Z, 26 is AA. */
export const columnLetters = (place: number): string =>
  (place < 26 ? '' : columnLetters(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26))

function cellXml(reference: string, value: FileValue, bold: boolean): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number' && Number.isFinite(value)) return `<c r="${reference}"><v>${value}</v></c>`
  const text = escapeXml(String(value).slice(0, CELL_LENGTH_MAX))
  const kept = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''
  return `<c r="${reference}"${bold ? ' s="1"' : ''} t="inlineStr"><is><t${kept}>${text}</t></is></c>`
}

/** One row; every cell says where it is, without which some readers lose it. */
export function rowXml(letters: readonly string[], row: FileRow, number: number, bold = false): string {
  let cells = ''
  for (let place = 0; place < letters.length; place++)
    cells += cellXml(`${letters[place]!}${number}`, row[place] ?? null, bold)
  return `<row r="${number}">${cells}</row>`
}

/** Up to the first row: the header stays in view, and columns have their widths. */
export function sheetStart(widths: readonly (number | undefined)[], isFirst: boolean): string {
  const columns = widths.map(
    (width, place) => `<col min="${place + 1}" max="${place + 1}" width="${width ?? 18}" customWidth="1"/>`
  )
  const pane =
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
  return (
    `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}` +
    `</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`
  )
}

/** After the last row. Reference numbers are texts on purpose: no green corners. */
export const sheetEnd = (letters: readonly string[]): string =>
  `</sheetData><ignoredErrors><ignoredError sqref="A1:${letters.at(-1)!}${SHEET_ROWS_MAX}" numberStoredAsText="1"/></ignoredErrors></worksheet>`

/** A name that Excel takes for a sheet and that no earlier sheet has. */
export function tidySheetName(wanted: string, taken: readonly string[]): string {
  const tidy =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s']+|[\s']+$/g, '') || '1'
  for (let n = 1; ; n++) {
    const ending = n === 1 ? '' : ` (${n})`
    const name =
      [...tidy]
        .slice(0, SHEET_NAME_MAX - ending.length)
        .join('')
        .trim() + ending
    if (!taken.some((other) => other.toLowerCase() === name.toLowerCase())) return name
  }
}

const styles =
  `${DECLARATION}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>` +
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

/** Everything around the sheets, by name of the part. */
export function frameParts(sheets: readonly string[]): Record<string, string> {
  const each = (write: (name: string, number: number) => string) =>
    sheets.map((name, place) => write(name, place + 1)).join('')
  return {
    'xl/styles.xml': styles,
    'xl/workbook.xml':
      `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
      `${each((name, n) => `<sheet name="${escapeXml(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
      each((_, n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`) +
      `<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    '_rels/.rels':
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml':
      `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>` +
      `${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`)}</Types>`
  }
}
