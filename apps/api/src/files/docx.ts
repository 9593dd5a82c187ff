import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType
} from 'docx'
import type { Letter, LetterBlock } from './letter.ts'

/** The media type of a Word document. */
export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const WORKING = '0b4f57'
const QUIET = '53676a'
const ACCENT = 'd8952a'
/** Width of the text on A4 between margins of 25 mm, in twentieths of a point. */
const LINE_WIDTH = 9070

/** Word refuses a file that holds a control character. */
// eslint-disable-next-line no-control-regex
const clean = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

/** The lines of a text as runs with breaks between them. */
const runs = (text: string, options: { bold?: boolean; color?: string; size?: number } = {}) =>
  clean(text)
    .split('\n')
    .map((line, place) => new TextRun({ text: line, ...options, ...(place > 0 ? { break: 1 } : {}) }))

const cell = (text: string, width: number, isHeader: boolean) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 80, right: 80 },
    children: [new Paragraph({ spacing: { after: 0 }, children: runs(text, { bold: isHeader, size: 19 }) })]
  })

function tableOf({ caption, header, rows, widths }: LetterBlock & { kind: 'table' }) {
  const sum = widths.reduce((total, width) => total + width, 0)
  const columns = widths.map((width) => Math.floor((width / sum) * LINE_WIDTH))
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const thin = { style: BorderStyle.SINGLE, size: 4, color: 'cdd8d7' }
  const row = (cells: string[], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: cells.map((text, place) => cell(text, columns[place]!, isHeader))
    })
  return [
    new Paragraph({ keepNext: true, spacing: { before: 120 }, children: runs(caption, { color: QUIET, size: 19 }) }),
    new Table({
      width: { size: LINE_WIDTH, type: WidthType.DXA },
      columnWidths: columns,
      layout: TableLayoutType.FIXED,
      borders: { top: thin, bottom: thin, left: none, right: none, insideHorizontal: thin, insideVertical: none },
      rows: [row(header, true), ...rows.map((cells) => row(cells, false))]
    }),
    new Paragraph({ spacing: { after: 120 }, children: [] })
  ]
}

/** One part of a paper. Each numbered list counts from one, so it has an instance of its own. */
function blockOf(block: LetterBlock, place: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          keepNext: true,
          children: runs(block.text)
        })
      ]
    case 'paragraph':
      return block.text.split('\n\n').map((part) => new Paragraph({ children: runs(part) }))
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            spacing: { after: 60 },
            ...(block.ordered
              ? { numbering: { reference: 'numbers', level: 0, instance: place } }
              : { bullet: { level: 0 } }),
            children: runs(item)
          })
      )
    case 'facts':
      return block.rows.map(
        ([label, value]) =>
          new Paragraph({ spacing: { after: 60 }, children: [...runs(`${label}: `, { bold: true }), ...runs(value)] })
      )
    case 'table':
      return tableOf(block)
    case 'signatures':
      // Whoever signs finds all places to sign on one page.
      return block.people.flatMap(({ name, role }, index) => [
        new Paragraph({ spacing: { before: 900, after: 0 }, keepNext: true, children: runs('_'.repeat(36)) }),
        new Paragraph({ spacing: { after: 0 }, keepNext: true, children: runs(name) }),
        new Paragraph({
          keepNext: index < block.people.length - 1,
          children: runs(role, { color: QUIET, size: 19 })
        })
      ])
  }
}

const headOf = ({ head, mark }: Letter) =>
  new Header({
    children: [
      ...(mark
        ? [
            new Paragraph({
              alignment: AlignmentType.RIGHT,
              children: runs(mark.toUpperCase(), { bold: true, color: '684000' })
            })
          ]
        : []),
      new Paragraph({ spacing: { after: 0 }, children: runs(head.owner.toUpperCase(), { color: QUIET, size: 18 }) }),
      new Paragraph({
        spacing: { after: 240 },
        border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: ACCENT, space: 6 } },
        children: runs(head.institution, { bold: true, color: WORKING, size: 24 })
      })
    ]
  })

const footOf = ({ head, language }: Letter) => {
  const [page, of] = language === 'pt' ? ['Página ', ' de '] : ['Page ', ' of ']
  const style = { color: QUIET, size: 17 }
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          ...runs(`${head.name} · `, style),
          new TextRun({ ...style, children: [page, PageNumber.CURRENT, of, PageNumber.TOTAL_PAGES] })
        ]
      })
    ]
  })
}

/** A paper as a Word document, with real headings, lists and tables, so that it can be worked on. */
export function renderDocx(letter: Letter): Promise<Buffer> {
  const { language, title, subtitle, blocks, head } = letter
  const heading = (size: number) => ({
    run: { size, bold: true, color: WORKING },
    paragraph: { spacing: { before: 300, after: 120 } }
  })
  const document = new Document({
    title: clean(title),
    creator: clean(head.institution),
    lastModifiedBy: clean(head.institution),
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 22, language: { value: language === 'pt' ? 'pt-PT' : 'en-GB' } },
          paragraph: { spacing: { after: 140, line: 276 } }
        },
        title: heading(34),
        heading1: heading(26),
        heading2: heading(22)
      }
    },
    numbering: {
      config: [
        {
          reference: 'numbers',
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              style: { paragraph: { indent: { left: 560, hanging: 360 } } }
            }
          ]
        }
      ]
    },
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1418, bottom: 1418, left: 1418, right: 1418 } }
        },
        headers: { default: headOf(letter) },
        footers: { default: footOf(letter) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: runs(title) }),
          ...(subtitle ? [new Paragraph({ children: runs(subtitle, { color: QUIET }) })] : []),
          ...blocks.flatMap(blockOf)
        ]
      }
    ]
  })
  return Packer.toBuffer(document)
}
