// What it takes to send a mailing to made-up people: the command line, somebody who writes and somebody who approves.
import { until } from '../until.mjs'
import { ponteOn, queryDatabase } from './product.mjs'

/** Going through a million people takes seconds. */
const FILLING_MS_MAX = 300_000

/** Hands for the product on a data directory; `base` gives its address. */
export function mailingHands({ dataDir, base }) {
  const ponte = ponteOn(dataDir)

  async function send(method, address, token, body, headers = {}) {
    const answer = await fetch(`${base()}/api/v1${address}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body ?? {})
    })
    if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }

  /** Writes and proposes a mailing to all; returns its id, and how another person approves it. */
  async function proposeMailing() {
    const [author, chief] = [await ponte('token', 'communications'), await ponte('token', 'administrator')]
    const { id } = await send('POST', '/mailings', author, {
      name: 'Teste',
      purpose: 'news',
      countries: [],
      pt: { subject: 'Teste', text: 'Teste.' }
    })
    const { version } = await send('POST', `/mailings/${id}/propose`, author)
    const approve = () => send('POST', `/mailings/${id}/approve`, chief, undefined, { 'if-match': `"${version}"` })
    return { id, approve }
  }

  const has = (moment) => async (id) =>
    (await queryDatabase(dataDir, `select from mailings where id = $1 and ${moment} is not null`, [id])).length === 1
  /** Whether it is written down who gets it. */
  const isFilled = has('filled_at')

  return {
    ponte,
    send,
    proposeMailing,
    /** Whether nothing of it is left to send. */
    isFinished: has('finished_at'),
    /** Writes a mailing to all, and has it approved by another person; returns its id once it is written down who gets it. */
    async approveMailing() {
      const { id, approve } = await proposeMailing()
      await approve()
      await until(() => isFilled(id), FILLING_MS_MAX)
      return id
    },
    /** How many recipients of a mailing stand where. */
    async countStates(id) {
      const text = 'select state, count(*)::int as count from mailing_recipients where mailing_id = $1 group by state'
      const rows = await queryDatabase(dataDir, text, [id])
      return Object.fromEntries(rows.map((row) => [row.state, row.count]))
    }
  }
}
