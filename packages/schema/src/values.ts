import { Type } from 'typebox'

/*
 * Shared value types. Every string has a length, and none may hold what Postgres refuses (U+0000, lone surrogates) or
 * what makes a name look like another one on screen (control characters, bidirectional overrides).
 */
const FORBIDDEN = '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff'

/** One line of text, 0 or more characters. */
export const Line = (maxLength: number, options: Record<string, unknown> = {}) =>
  Type.String({ maxLength, pattern: `^[^\\n\\t${FORBIDDEN}]*$`, ...options })

/** One line of text with at least one character that is not a space. */
export const FilledLine = (maxLength: number, options: Record<string, unknown> = {}) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: `^[^\\n\\t${FORBIDDEN}]*[^\\s${FORBIDDEN}][^\\n\\t${FORBIDDEN}]*$`,
    ...options
  })

/** Text of several lines. */
export const Lines = (maxLength: number, options: Record<string, unknown> = {}) =>
  Type.String({
    maxLength,
    pattern: `^[^${FORBIDDEN.replace('\\u000b-\\u001f', '\\u000b\\u000c\\u000e-\\u001f')}]*$`,
    ...options
  })

/** A UUID, version 7 where we make it. */
export const Id = Type.String({ format: 'uuid', maxLength: 36 })

/** A moment, ISO 8601 in UTC. */
export const Moment = Type.String({ format: 'date-time', maxLength: 40 })

/** A calendar date, ISO 8601, from 1900 to 2199: nothing that is reckoned from it leaves the years of four figures. */
export const CalendarDate = Type.String({ format: 'date', pattern: '^(?:19|20|21)\\d{2}-', maxLength: 10 })

/** ISO 3166-1 alpha-2. */
export const CountryCode = Type.String({
  pattern: '^[A-Z]{2}$',
  format: 'iso-3166-1',
  maxLength: 2,
  examples: ['ZA']
})

/** ISO 3166-2. */
export const AreaCode = Type.String({ pattern: '^[A-Z]{2}-[A-Z0-9]{1,3}$', maxLength: 6, examples: ['ZA-GP'] })

/** ISO 639-3. */
export const LanguageCode = Type.String({ pattern: '^[a-z]{3}$', maxLength: 3, examples: ['por'] })

/** The language of the interface: BCP 47 as far as we translate. */
export const InterfaceLanguage = Type.Union([Type.Literal('pt'), Type.Literal('en')], { examples: ['pt'] })
export type InterfaceLanguage = 'pt' | 'en'

/** Opaque position in a list; made by the server. */
export const Cursor = Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength: 300 })

/** An opaque secret of 256 bits in base64url. */
export const Secret = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', minLength: 43, maxLength: 43 })

/** Version of a record, as sent in `ETag`. */
export const Version = Type.Integer({ minimum: 1, maximum: 2147483647 })

/** An object that refuses unknown fields. */
export const Closed = <T extends Parameters<typeof Type.Object>[0]>(fields: T, options: Record<string, unknown> = {}) =>
  Type.Object(fields, { additionalProperties: false, ...options })

/** A union of string literals from a list that is declared once. */
export const OneOf = <const T extends readonly string[]>(values: T, options: Record<string, unknown> = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options })

/** A value or null. */
export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
