import type { InterfaceLanguage } from '@ponte/schema'

/** A poster of one page: what it asks for, a QR code, and the code to say or type for those without a camera. */
export interface Poster {
  language: InterfaceLanguage
  owner: string
  name: string
  /** The one thing it says, in large letters; a line each. */
  call: string
  /** What must be known: free, voluntary, safe, how long. */
  promises: string[]
  /** How to use the QR code, and what to do without a camera. */
  scan: string
  /** What is in the QR, in words, for those who do not see it. */
  qrAlt: string
  /** The QR code as SVG. */
  qr: string
  withoutCamera: string
  address: string
  code: string
  codeLabel: string
  /** What it is not. */
  small: string
  madeAt: Date
}
