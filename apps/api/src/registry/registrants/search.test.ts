import { afterAll, beforeAll, expect, it } from '@jest/globals'
import pg from 'pg'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, officerActor, type Person } from '../../../test/people.ts'
import { plansOf } from '../../../test/plans.ts'
import { searchByName } from './registrants.queries.ts'

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

it.each(['nhantumbo graca', 'alzira', 'xiluva macuacua muianga'])(
  'a search for "%s" uses the trigram index and never walks the table',
  async (asked) => {
    const all = await plansOf(product, officerActor(officer), (db) => searchByName(db, asked, 50))
    const plans = all.filter((plan) => plan.includes('registrant_keys')).join('\n')
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
