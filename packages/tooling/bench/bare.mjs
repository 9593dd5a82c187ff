// The baseline of a list: Fastify and pg alone, the same statement with the same values, and its rows as JSON. No session, no
// validation, no row policies, no audit. BARE_STATEMENT has the statement, BARE_DATABASE the address.
import { createRequire } from 'node:module'

const require = createRequire(new URL('../../../apps/api/package.json', import.meta.url))
const pg = require('pg')
const fastify = require('fastify')

const { text, values } = JSON.parse(process.env.BARE_STATEMENT)
const pool = new pg.Pool({ connectionString: process.env.BARE_DATABASE, max: 8 })
const app = fastify({ logger: { level: 'error', stream: process.stderr } })
app.get('/readyz', () => ({}))
app.get('/list', async () => ({ items: (await pool.query({ name: 'list', text, values })).rows }))
await app.listen({ host: process.env.HOST, port: Number(process.env.PORT) })
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
