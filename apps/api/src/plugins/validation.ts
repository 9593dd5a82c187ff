import { Ajv } from 'ajv'
import ajvFormats, { type FormatsPlugin } from 'ajv-formats'
import type { FastifyInstance, FastifySchema } from 'fastify'
import plugin from 'fastify-plugin'
import { countryCodes } from '@ponte/schema'

const addFormats = ajvFormats as unknown as FormatsPlugin

/**
 * Fastify's defaults drop unknown fields silently and turn "1" into 1. Here unknown fields are refused, all errors are
 * named, and only addresses (params, query) are coerced, because they are text by nature.
 */
export const validation = plugin(async (app: FastifyInstance) => {
  const options = { removeAdditional: false, allErrors: true, useDefaults: false, strict: false } as const
  const compilers = {
    exact: new Ajv({ ...options, coerceTypes: false }),
    coercing: new Ajv({ ...options, coerceTypes: true })
  }
  const countries = new Set(countryCodes)
  for (const ajv of Object.values(compilers)) {
    addFormats(ajv, { mode: 'full' })
    ajv.addFormat('iso-3166-1', (code) => countries.has(code))
  }
  app.setValidatorCompiler<FastifySchema>(({ schema, httpPart }) =>
    compilers[httpPart === 'body' ? 'exact' : 'coercing'].compile(schema)
  )
})
