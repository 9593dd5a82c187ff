import { afterAll, beforeAll, expect, it } from '@jest/globals'
import pg from 'pg'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'

/*
 * Under row-level security Postgres gives up the trigram index, and a search of a large registry takes seconds. This
 * reads the plans of the statements inside the search function, run with the rights of the product's own role.
 */
let product: TestProduct
let officer: Person
beforeAll(async () => {
  product = await startTestProduct()
  officer = await addStaff(product, 'officer', 'Joanesburgo')
  await product.sql(
    `with off as (select set_config('session_replication_role', 'replica', true))
     insert into search.registrant_keys (registrant_id, post_id, keys)
     select gen_random_uuid(), $1, ' ' || translate(md5(n::text), '0123456789', 'ghijklmnop') || ' ' || translate(md5((n * 7)::text), '0123456789', 'qrstuvwxyz') || ' '
     from off, generate_series(1, 40000) n`,
    [officer.postId]
  )
  await product.sql(
    'insert into search.words select distinct post_id, word from search.registrant_keys, string_to_table(trim(keys), chr(32)) as word on conflict do nothing'
  )
  await product.sql('vacuum analyze search.registrant_keys, search.words')
}, 90_000)
afterAll(() => product.close())

/** The plans of everything that a search runs, as the database tells them. */
async function plansOf(asked: string): Promise<string> {
  const client = new pg.Client(product.url('postgres'))
  const plans: string[] = []
  client.on('notice', ({ message }) => plans.push(message ?? ''))
  await client.connect()
  try {
    await client.query("load 'auto_explain'")
    for (const [name, value] of [
      ['auto_explain.log_min_duration', '0'],
      ['auto_explain.log_nested_statements', 'on'],
      ['client_min_messages', 'log']
    ])
      await client.query('select set_config($1, $2, false)', [name, value])
    await client.query('begin')
    await client.query('set local role ponte_app')
    await client.query(
      "select set_config('app.actor_kind', 'staff', true), set_config('app.role', 'officer', true), set_config('app.post_id', $1, true)",
      [officer.postId]
    )
    await client.query('select * from search.find_registrants($1, 50)', [asked])
    await client.query('rollback')
  } finally {
    await client.end()
  }
  return plans.filter((plan) => plan.includes('registrant_keys')).join('\n')
}

it.each(['nhantumbo graca', 'alzira', 'xiluva macuacua muianga'])(
  'a search for "%s" uses the trigram index and never walks the table',
  async (asked) => {
    const plans = await plansOf(asked)
    expect(plans).toContain('Bitmap Index Scan on registrant_keys_trigrams')
    expect(plans).not.toContain('Seq Scan on registrant_keys')
  }
)

it('the product’s own role cannot read the keys but through the function', async () => {
  const client = new pg.Client(product.url('ponte_app'))
  await client.connect()
  await expect(client.query('select * from search.registrant_keys')).rejects.toMatchObject({ code: '42501' })
  await client.end()
})
