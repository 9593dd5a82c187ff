import type { InterfaceLanguage } from '@ponte/schema'

/** Who a paper comes from; stands at its head. */
export interface LetterHead {
  /** The state, such as "República de Moçambique". */
  owner: string
  institution: string
  /** The name of the product where it runs. */
  name: string
}

/** One part of a paper. All texts are plain: nothing in them is read as a command by any format. */
export type LetterBlock =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  /** Facts under each other: a label and what it says. */
  | { kind: 'facts'; rows: [label: string, value: string][] }
  /** The first row of a table is its header. `widths` are parts of the line, one for each column. */
  | { kind: 'table'; caption: string; header: string[]; rows: string[][]; widths: number[] }
  /** Lines to sign on, each with the function below it. */
  | { kind: 'signatures'; people: { name: string; role: string }[] }

/** A paper with a letterhead, the same for PDF and Word. */
export interface Letter {
  language: InterfaceLanguage
  head: LetterHead
  title: string
  /** A line below the title, such as the number and the day. */
  subtitle: string | null
  blocks: LetterBlock[]
  /** When it was made. A file made again from the same paper is the same, byte for byte. */
  madeAt: Date
  /** Across the head of every page, such as "Projecto". */
  mark: string | null
}

/** The head of a deployment's papers, from its configuration. */
export const letterHeadOf = (
  { owner, institution, name }: { owner: { pt: string; en: string }; institution: string; name: string },
  language: InterfaceLanguage
): LetterHead => ({ owner: owner[language], institution, name })

/*
 * What the fonts that come with Typst can print: Latin, the first half of Cyrillic, Greek, punctuation, currencies, arrows
 * and signs. A PDF/UA document must not hold a letter that its font lacks, so that a paper with an emoji would not be made.
 */
const PRINTABLE =
  /[\n\u0020-\u007e\u00a0-\u036f\u0370-\u0377\u037a-\u037f\u0384-\u03ce\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u25a0-\u25ff]/u
const BOX = '\u25a1'

/** The text with a box for each sign that a printed paper cannot show. */
export const printable = (text: string): string =>
  [...text.normalize('NFC').replaceAll('\t', ' ')].map((sign) => (PRINTABLE.test(sign) ? sign : BOX)).join('')
