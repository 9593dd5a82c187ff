import { problems } from '../../problems.ts'
import type { Position } from './registrants.queries.ts'

/** A position in a list as an opaque text. */
export const encodeCursor = ({ registeredAt, id }: Position): string =>
  Buffer.from(`${registeredAt}|${id}`).toString('base64url')

/** Reads a cursor that this product made; any other is a bad request. */
export function decodeCursor(cursor: string | undefined): Position | null {
  if (!cursor) return null
  const [, registeredAt, id] =
    /^(\d{4}-\d\d-\d\dT[\d:.]+Z)\|([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!registeredAt || !id || Number.isNaN(Date.parse(registeredAt)))
    throw problems.malformed('The cursor is not one that this API made.')
  return { registeredAt, id }
}
