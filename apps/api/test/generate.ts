import fc from 'fast-check'

/** As much of a JSON Schema as parameters and queries use. */
export interface TextSchema {
  type?: string
  enum?: string[]
  const?: string
  anyOf?: TextSchema[]
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  maxLength?: number
}

const formats: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid(),
  date: fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  'iso-3166-1': fc.constantFrom('ZA', 'PT', 'XX', 'za', 'ZZ')
}

/** Near what the schema asks for: what is allowed, just outside, and what only looks like it. */
function nearbyValues(schema: TextSchema): fc.Arbitrary<string>[] {
  const near: fc.Arbitrary<string>[] = (schema.anyOf ?? []).flatMap(nearbyValues)
  const listed = schema.enum ?? (schema.const === undefined ? [] : [schema.const])
  if (listed.length > 0) {
    const one = fc.constantFrom(...listed)
    near.push(
      one,
      one.map((value) => value.toUpperCase()),
      one.map((value) => `${value} `)
    )
  }
  if (schema.format) near.push(formats[schema.format] ?? fc.string())
  if (schema.pattern) near.push(fc.stringMatching(new RegExp(schema.pattern)))
  if (schema.type === 'integer') {
    const { minimum = -10, maximum = 2 ** 40 } = schema
    near.push(fc.integer({ min: minimum - 3, max: maximum + 3 }).map(String), fc.double().map(String))
  }
  return near
}

/** Texts for a parameter, from its schema in the contract and from the whole of Unicode. */
export const valuesFor = (schema: TextSchema): fc.Arbitrary<string> =>
  fc.oneof(
    ...nearbyValues(schema).map((arbitrary) => ({ arbitrary, weight: 3 })),
    { arbitrary: fc.string({ unit: 'binary', maxLength: 400 }), weight: 2 },
    {
      arbitrary: fc.constantFrom('', ' ', '\u0000', '\ufffe', '../', 'null', 'NaN', '-0', '1e3', '%00', 'a,b'),
      weight: 2
    }
  )

/** Whether a text is outside the schema beyond all doubt. Texts that only may be are not judged. */
export function isSurelyInvalid(schema: TextSchema, text: string): boolean {
  if (schema.anyOf) return schema.anyOf.every((inner) => isSurelyInvalid(inner, text))
  if (schema.const !== undefined) return text !== schema.const
  if (schema.enum) return !schema.enum.includes(text)
  if (schema.type === 'integer') {
    const value = Number(text)
    return (
      text === '' ||
      !Number.isInteger(value) ||
      value < (schema.minimum ?? -Infinity) ||
      value > (schema.maximum ?? Infinity)
    )
  }
  if (schema.maxLength !== undefined && [...text].length > schema.maxLength) return true
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(text)) return true
  return schema.format === 'uuid' && !/^(urn:uuid:)?[0-9a-f-]{36}$/i.test(text)
}
