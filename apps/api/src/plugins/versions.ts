import type { FastifyRequest } from 'fastify'
import { problems } from '../problems.ts'

/** A strong ETag from the version of a record. */
export const etagOf = (version: number): string => `"${version}"`

/** The version that the caller changed, from If-Match. Throws 428 without one, 412 for one that cannot be ours. */
export function versionFrom(request: FastifyRequest): number {
  const header = request.headers['if-match']
  if (header === undefined) throw problems.versionMissing()
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (version === undefined) throw problems.versionChanged()
  return Number(version)
}
