import { fileTypeFromBuffer } from 'file-type'
import { PAPER_BYTES_MAX, paperTypes, type PaperExtension } from '@ponte/schema'
import { fieldError, problems } from '../problems.ts'

/** The largest body that carries one: its bytes in base64, and what stands around them. */
export const PAPER_BODY_BYTES_MAX = Math.ceil(PAPER_BYTES_MAX / 3) * 4 + 4096

/** The kind of a paper by what was found in its bytes; null for anything that is not taken. */
export const extensionOf = (type: string | undefined): PaperExtension | null =>
  (Object.entries(paperTypes).find(([, known]) => known === type)?.[0] as PaperExtension | undefined) ?? null

const NAME_LENGTH_MAX = 120

/** A name that is safe on every disk: no path, no sign that a system reads, and the ending of what the file really is. */
export function cleanName(name: string, extension: PaperExtension): string {
  const base = name
    .normalize('NFC')
    .replace(/^.*[/\\]/, '')
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replace(/[^\p{L}\p{M}\p{N} ._()-]/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. -]+|[. -]+$/g, '')
    .slice(0, NAME_LENGTH_MAX)
    .trim()
  return `${base || 'documento'}.${extension}`
}

/** The header that makes browsers keep a file rather than show it; in ASCII, and as it is for those who can (RFC 6266). */
export const dispositionOf = (name: string): string => {
  const ascii = name.normalize('NFD').replace(/[^\x20-\x7e]|["\\%]/g, '')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`
}

/** The bytes that were sent, what they are, and a name that is true of them. Anything that is not taken is refused. */
export async function openPaperFile({ name, content }: { name: string; content: string }) {
  const bytes = Buffer.from(content, 'base64')
  if (bytes.toString('base64') !== content)
    throw problems.invalid([fieldError('/content', 'base64', 'These are no bytes in base64.')])
  if (bytes.length > PAPER_BYTES_MAX) throw problems.tooLarge('A file may have 5 MB.')
  const extension = extensionOf((await fileTypeFromBuffer(bytes))?.mime)
  if (!extension)
    throw problems.invalid([fieldError('/content', 'fileType', 'Only PDF, Word, Excel, PNG and JPEG are taken.')])
  return { bytes, name: cleanName(name, extension), type: paperTypes[extension] }
}
