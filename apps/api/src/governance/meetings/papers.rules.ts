import { paperTypes, type PaperExtension } from '@ponte/schema'

/** The kind of a paper by what was found in its bytes; null for anything that is not put before a meeting. */
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
