import type { FastifyServerOptions } from 'fastify'
import type { Config } from '../config.ts'

/** An allow-list: no bodies, no queries, no addresses, no names. What is not listed here is not logged. */
export const loggerOptions = (config: Config): Exclude<FastifyServerOptions['logger'], boolean | undefined> => ({
  level: config.production ? 'info' : 'warn',
  serializers: {
    req: (request) => ({ method: request.method }),
    res: (reply) => ({ statusCode: reply.statusCode }),
    err: (error: Error & { code?: string }) => ({
      type: error.name,
      code: error.code ?? '',
      message: redact(error.message),
      stack: redact(error.stack ?? '')
    })
  }
})

/** Takes out of an error's text what may be somebody's: values in quotes or brackets, addresses, numbers. */
export const redact = (text: string): string =>
  text
    .replace(/params: [^\n]*/g, 'params: …')
    .replace(/\([^()\n]*\)=\([^()\n]*\)/g, '(…)=(…)')
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, '…@…')
    .replace(/\+?\d{7,}/g, '…')
