import { Type, type Static, type TObject, type TSchema } from 'typebox'
import type { Permission } from './platform/permissions.ts'

type Responses = Record<number, TSchema>

/** What goes into one endpoint and what may come out of it. */
export interface EndpointSchema {
  summary: string
  description?: string
  tags: string[]
  /** Media types of the body, where it is not JSON alone. */
  consumes?: string[]
  params?: TObject
  querystring?: TObject
  headers?: TObject
  body?: TSchema
  response: Responses
  operationId?: string
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** One HTTP endpoint: where it is, who may call it, what goes in, what comes out. */
export interface Endpoint<S extends EndpointSchema = EndpointSchema> {
  method: Method
  /** Relative to `/api/v1`, or to the server's root when `config.atRoot` is set. */
  url: string
  config: { permission: Permission; atRoot: boolean }
  schema: S
}

/**
 * Declares an endpoint. From this one object come validation, serialisation, the OpenAPI document, the types on both
 * sides, the client's call and the rows of the authorisation test.
 */
export const endpoint = <const S extends EndpointSchema>(
  method: Method,
  url: string,
  permission: Permission,
  schema: S,
  { atRoot = false } = {}
): Endpoint<S> => ({ method, url, config: { permission, atRoot }, schema })

type Part<S, K extends keyof EndpointSchema> = S extends { [P in K]: infer T extends TSchema } ? Static<T> : never
type Parts<S> = Extract<'params' | 'querystring' | 'body', keyof S>
type Success<R> = {
  [K in keyof R]: `${K & (string | number)}` extends `2${string}`
    ? R[K] extends TSchema
      ? Static<R[K]>
      : never
    : never
}[keyof R]

/** What a caller passes: `{ params, querystring, body }`, as far as the endpoint has them. */
export type Input<E> = E extends Endpoint<infer S> ? { [K in Parts<S>]: Part<S, K> } : never

/** What a caller receives: the bodies of the 2xx answers. */
export type Output<E> = E extends Endpoint<infer S> ? Success<S['response']> : never

/** Puts a named schema into another by reference, so that OpenAPI shows it once under its own name. */
export const ref = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Static<T>>({ $ref: `${(schema as { $id?: string }).$id}#` })

/** A schema with a name. The name is kept at run time; the static type is that of the schema itself. */
export const named = <T extends TSchema>($id: string, schema: T): T => Object.assign(schema, { $id })
