import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RegistrantRow } from '@ponte/schema'
import { sql } from 'drizzle-orm'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, officerActor, registrationOf, type Person } from '../../../test/people.ts'
import { plansOf } from '../../../test/plans.ts'
import { createId } from '../../db/id.ts'
import { say } from '../../db/transaction.ts'
import { takeFilePage } from './export.queries.ts'
import { inScope, listRegistrants, searchByReference, type Position } from './registrants.queries.ts'

let product: TestProduct
let officer: Person
let phone: string
beforeAll(async () => {
  product = await startTestProduct()
  officer = await addStaff(product, 'officer', 'Joanesburgo')
  const { id } = await addRegistrant(product)
  const answer = await product.send('POST', '/registrations', {
    payload: registrationOf(product, { contact: { kind: 'phone', value: '+27 82 555 0142' } })
  })
  phone = answer.json<{ id: string }>().id
  await product.send('POST', '/registrations', {
    payload: registrationOf(product, { contact: { kind: 'none', value: undefined, ownership: undefined } })
  })
  // Many more, so that the planner has a choice; half of them with another post.
  await product.sql(
    `insert into registrants select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'reference', n::text,
        'registered_at', r.registered_at - n * interval '1 minute',
        'post_id', case when n % 2 = 0 then r.post_id else (select id from posts where id <> r.post_id limit 1) end))).*
       from registrants r, generate_series(1, 20000) n where r.id = $1`,
    [id]
  )
  await product.sql('vacuum analyze registrants')
  await product.sql('vacuum analyze contacts')
}, 60_000)
afterAll(() => product.close())

const rows = async (url: string) =>
  (await product.send('GET', url, { headers: officer.headers })).json<{ items: RegistrantRow[] }>().items

describe('the list of a large post', () => {
  it('says how each person is reached, and of whom nobody knows how', async () => {
    const kinds = (await rows('/registrants?limit=3')).map(({ contactKind }) => contactKind)
    expect(kinds.sort()).toEqual(['email', 'none', 'phone'])
    const found = await product.send('POST', '/registrants/search', {
      payload: { contact: { kind: 'phone', value: '+27825550142' } },
      headers: officer.headers
    })
    expect(found.json<{ items: RegistrantRow[] }>().items).toEqual([
      expect.objectContaining({ id: phone, contactKind: 'phone' })
    ])
  })

  it.each<[string, Position | null]>([
    ['the first page', null],
    ['a page far down', { registeredAt: '2026-11-20T10:00:00.000Z', id: '01000000-0000-7000-8000-000000000000' }]
  ])('reads %s in the order of the index, and sorts nothing', async (_page, after) => {
    const actor = officerActor(officer)
    const plans = await plansOf(product, actor, async (db) => {
      const items = await listRegistrants(db, inScope(actor), { filters: {}, after, limit: 50 })
      expect(items).toHaveLength(50)
    })
    expect(plans.join('\n')).toMatch(/Index Scan using registrants_post_newest/)
    expect(plans.join('\n')).not.toMatch(/Sort|Seq Scan on contacts/)
  })

  it('is exported whole, page by page, newest first, and each person is noted once', async () => {
    const answer = await product.send('POST', '/registrants/export', {
      payload: { format: 'csv', reason: 'Lista inteira do posto' },
      headers: officer.headers
    })
    const lines = answer.body.trim().split('\r\n').slice(1)
    const kept = await product.sql(
      `select translate(reference, ' ', '') as reference from registrants where post_id = $1 order by registered_at desc, id desc`,
      [officerActor(officer).postId]
    )
    expect(kept.length).toBeGreaterThan(10_000)
    expect(lines.map((line) => line.split(',')[0]!.replaceAll(' ', ''))).toEqual(kept.map((row) => row.reference))
    const [noted] = await product.sql(
      `select count(*)::int as people, count(distinct id)::int as once from audit_lists, unnest(subject_ids) as id
       where audit_id = (select id from audit where action = 'registrant.exported' order by id desc limit 1)`
    )
    expect(noted).toEqual({ people: kept.length, once: kept.length })
    const history = await product.send('GET', `/registrants/${phone}/history`, { headers: officer.headers })
    const actions = history.json<{ items: { action: string }[] }>().items.map(({ action }) => action)
    expect(actions).toContain('registrant.exported')
  })

  it('is read for a file by its index too, whatever the values are that a kept plan does not know', async () => {
    const actor = officerActor(officer)
    const after: Position = {
      registeredAt: new Date(product.services.now().getTime() - 86_400_000).toISOString(),
      id: phone
    }
    const plans = await plansOf(product, actor, async (db) => {
      await db.execute(sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`)
      const page = { auditId: createId(), number: 0, filters: {}, after, limit: 2000 }
      const [taken] = await say(db, takeFilePage(actor, page))
      expect(taken!.n).toBe(2000)
    })
    expect(plans.join('\n')).toMatch(/Index Scan using registrants_post_newest/)
    expect(plans.join('\n')).not.toMatch(/Seq Scan on registrants/)
  })

  it('says how many had left when whoever reads an exported list goes away', async () => {
    const address = await product.app.listen({ host: '127.0.0.1', port: 0 })
    const ended = () => product.sql(`select count from audit where action = 'registrant.exportEnded' order by id`)
    const before = (await ended()).length
    const reader = new AbortController()
    const answer = await fetch(`${address}/api/v1/registrants/export`, {
      method: 'POST',
      body: JSON.stringify({ format: 'csv', reason: 'Lista que ninguém acaba de ler' }),
      headers: { ...officer.headers, 'content-type': 'application/json', 'accept-encoding': 'identity' },
      signal: reader.signal
    })
    await answer.body!.getReader().read()
    reader.abort()
    let after = await ended()
    for (let n = 0; n < 100 && after.length === before; n++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      after = await ended()
    }
    expect(after).toHaveLength(before + 1)
    expect(Number(after.at(-1)!.count)).toBeGreaterThan(0)
    expect(Number(after.at(-1)!.count)).toBeLessThan(10_000)
  })

  it('finds a reference without walking through people or contacts', async () => {
    const actor = officerActor(officer)
    const plans = await plansOf(product, actor, (db) => searchByReference(db, inScope(actor), '4242'))
    expect(plans.join('\n')).toMatch(/Index Scan using registrants_reference_key/)
    expect(plans.join('\n')).not.toMatch(/Seq Scan on (registrants|contacts)/)
  })
})
