import {
  SerializerSelector,
  type Serializer,
  type SerializerCompiler,
  type SerializerFactory
} from '@fastify/fast-json-stringify-compiler'
import { Ajv, type ValidateFunction } from 'ajv'
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
  app.setValidatorCompiler<FastifySchema>(({ schema, httpPart }) => {
    const compiler = compilers[httpPart === 'body' ? 'exact' : 'coercing']
    let validate: ValidateFunction | undefined
    // Compiled when it is first needed: hundreds of endpoints at once would keep a start waiting.
    return (data: unknown) => {
      validate ??= compiler.compile(schema)
      return validate(data) ? { value: data } : { error: validate.errors as unknown as Error }
    }
  })
})

const buildSerializers = SerializerSelector()

/** Writers of answers, each built when its endpoint first answers; built at the start they took a second of it. */
export const lazySerializers: SerializerFactory = (schemas, options) => {
  let compile: SerializerCompiler | undefined
  return (route) => {
    let write: Serializer | undefined
    return (data: unknown) => (write ??= (compile ??= buildSerializers(schemas, options))(route))(data)
  }
}
