import type { FastifyReply } from 'fastify'
import type { Config } from '../../config.ts'
import { ACCESS_SECONDS, REFRESH_SECONDS } from './tokens.ts'

const isSecure = (config: Config) => config.publicUrl.startsWith('https://')

/** Cookies carry the `__Host-` prefix over TLS; plain http is for loopback only. */
export const cookieNames = (config: Config) => {
  const prefix = isSecure(config) ? '__Host-' : ''
  return { access: `${prefix}ponte_access`, refresh: `${prefix}ponte_refresh` }
}

const options = (config: Config, maxAge: number) =>
  ({ httpOnly: true, secure: isSecure(config), sameSite: 'lax', path: '/', maxAge }) as const

export function setSessionCookies(
  reply: FastifyReply,
  config: Config,
  kind: 'staff' | 'registrant',
  access: string,
  refresh: string
) {
  const names = cookieNames(config)
  reply.setCookie(names.access, access, options(config, ACCESS_SECONDS))
  reply.setCookie(names.refresh, refresh, options(config, REFRESH_SECONDS[kind]))
}

export function clearSessionCookies(reply: FastifyReply, config: Config) {
  const names = cookieNames(config)
  reply.clearCookie(names.access, options(config, 0))
  reply.clearCookie(names.refresh, options(config, 0))
  reply.header('clear-site-data', '"cache", "storage"')
}
