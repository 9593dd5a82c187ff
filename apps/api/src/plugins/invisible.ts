import plugin from 'fastify-plugin'

/**
 * Marks of direction and characters without width. Phones put them around numbers that are copied from their contacts, and
 * they make one name look like another. Unicode's default ignorable code points and line separators, but for the two joiners
 * and the variation selectors that Indic and Persian spelling and emoji need.
 */
const INVISIBLE = /[[\p{Default_Ignorable_Code_Point}\u2028\u2029]--[\ufe00-\ufe0f\u200c-\u200d]]/gv

/** No shape of the contract is as deep; what is deeper is refused by them, and must not exhaust the stack before. */
const DEPTH_MAX = 20

/** Takes what is invisible out of the strings of a value that came as JSON, in its place; returns it. */
export function withoutInvisible(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(INVISIBLE, '')
  if (value === null || typeof value !== 'object' || depth > DEPTH_MAX) return value
  const fields = value as Record<string, unknown>
  for (const key of Object.keys(fields)) fields[key] = withoutInvisible(fields[key], depth + 1)
  return value
}

/** Takes invisible characters out of every body before it is checked: nobody typed them, so nobody could mend them. */
export const invisible = plugin(async (app) => {
  app.addHook('preValidation', async (request) => {
    if (request.body !== undefined) request.body = withoutInvisible(request.body)
  })
})
