// What the product says to the database for one piece of work, to be said again by something that does nothing else.
/** Runs `work` and returns the statements that went over the pool's connections meanwhile, with their values. */
export async function record(pool, work) {
  const statements = []
  const connect = pool.connect
  pool.connect = async function () {
    const client = await connect.call(pool)
    if (client.isRecorded) return client
    client.isRecorded = true
    const query = client.query
    client.query = function (first, ...rest) {
      const text = typeof first === 'string' ? first : first.text
      const values = (Array.isArray(rest[0]) ? rest[0] : first.values) ?? []
      statements.push({ text, values })
      return query.call(client, first, ...rest)
    }
    return client
  }
  try {
    await work()
  } finally {
    pool.connect = connect
  }
  return statements
}

const quoted = (text) => `'${text.replaceAll("'", "''")}'`

function textOf(value) {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.map((one) => JSON.stringify(String(one))).join(',')}}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A value as it can stand in the text of a statement. */
export function literal(value) {
  if (value === null || value === undefined) return 'null'
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  return typeof value === 'number' ? String(value) : quoted(textOf(value))
}

/** The statement with its values in it; `replace` may put something else in the place of a value. */
export const inline = ({ text, values }, replace = () => undefined) =>
  text.replace(/\$(\d+)/g, (_, place) => replace(values[place - 1]) ?? literal(values[place - 1]))
