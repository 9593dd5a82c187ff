import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parseReference } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../test/harness.ts'
import { addStaff, postNamed, tokenFor } from '../../test/people.ts'
import { system } from '../db/actor.ts'
import { getPostFor } from '../platform/posts/posts.queries.ts'
import { insertConsent } from '../registry/consents/consents.queries.ts'
import { contactIndex, findContact } from '../registry/registrants/contacts.queries.ts'
import { findDetails } from '../registry/registrants/details.queries.ts'
import { findRegistrantKey } from '../registry/registrants/registrantKeys.queries.ts'
import { findRegistrantRow, openSex } from '../registry/registrants/registrants.queries.ts'
import { attributeRegistrations } from '../outreach/results/attribution.jobs.ts'
import { transaction } from '../services.ts'
import {
  countSeeded,
  identities,
  seedCampaigns,
  seedHelpers,
  seedIdentities,
  seedRegistrants,
  seedStory
} from './seed.ts'
import { IDENTITY_PASSWORD } from './seedIdentities.ts'
import { copyLine, copyText } from './seedTables.ts'

const COUNT = 2500
let product: TestProduct
const one = async (text: string, values: unknown[] = []) =>
  Number((await product.sql<{ n: string }>(`select count(*) as n from ${text}`, values))[0]!.n)

beforeAll(async () => {
  product = await startTestProduct()
  await seedRegistrants(product.services, { count: COUNT })
})
afterAll(() => product.close())

describe('a seeded registry', () => {
  it('holds as many people as were asked for, all marked as made up', async () => {
    expect(await one('registrants where made_up')).toBe(COUNT)
    expect(await countSeeded(product.services)).toBe(COUNT)
    expect(await one('registrant_keys')).toBe(COUNT)
    expect(await one(`consents where purpose = 'core' and given`)).toBe(COUNT)
    expect(await one(`domain_events where type = 'registrant.registered'`)).toBe(COUNT)
    expect(await one(`domain_events where type = 'registrant.confirmed'`)).toBe(
      await one(`registrants where status = 'confirmed'`)
    )
    expect(await one(`audit where action = 'registrants.seeded' and count = ${COUNT}`)).toBe(1)
  })

  it('gives each person a reference number of their own that can be checked', async () => {
    const rows = await product.sql<{ reference: string }>('select distinct reference from registrants')
    expect(rows).toHaveLength(COUNT)
    expect(rows.every(({ reference }) => parseReference(reference) === reference)).toBe(true)
  })

  it('gives each person to the post that answers for the place', async () => {
    const places = await product.sql<{ country: string; area: string | null; posts: string[] }>(
      'select country, area, array_agg(distinct post_id) as posts from registrants group by 1, 2'
    )
    for (const { country, area, posts } of places)
      expect(posts).toEqual([
        (await transaction(product.services, system('test'), (db) => getPostFor(db, country, area))).id
      ])
  })

  it('seals contacts, answers and sex like those of real people', async () => {
    const { services } = product
    const ids = await product.sql<{ id: string }>(
      `select id from registrants where sex is null or id in (select registrant_id from registrant_details where sealed is not null) limit 200`
    )
    await transaction(services, system('test'), async (db) => {
      for (const { id } of ids) {
        const key = (await findRegistrantKey(db, services.keys, id))!
        const contact = await findContact(db, key, id)
        if (contact) {
          const [stored] = await product.sql<{ blind_index: Buffer }>(
            'select blind_index from contacts where registrant_id = $1',
            [id]
          )
          expect(contactIndex(services.keys, contact).equals(stored!.blind_index)).toBe(true)
        }
        const details = await findDetails(db, key, id)
        if (details.workStatus === 'employee') expect(details.occupation).toEqual(expect.any(String))
        expect(['woman', 'man', 'other', 'not-said']).toContain(
          openSex(key, (await findRegistrantRow(db, undefined, id))!)
        )
      }
    })
  })

  it('keeps consent to the very text that the form shows', async () => {
    const { services } = product
    const [{ id }] = (await product.sql<{ id: string }>('select id from registrants limit 1')) as [{ id: string }]
    await transaction(services, system('test'), (db) =>
      insertConsent(db, services, system('test'), {
        registrantId: id,
        purpose: 'core',
        given: true,
        language: 'pt',
        channel: 'web'
      })
    )
    expect(
      await product.sql(`select distinct notice_hash, notice_version from consents where purpose = 'core'`)
    ).toHaveLength(1)
  })

  it('can be searched by name', async () => {
    const [someone] = await product.sql<{ id: string; given_names: string; surnames: string }>(
      'select id, given_names, surnames from registrants where post_id = $1 and given_names <> $2 limit 1',
      [await postNamed(product, 'Joanesburgo'), '']
    )
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const payload = { text: `${someone!.given_names} ${someone!.surnames}` }
    const found = await product.send('POST', '/registrants/search', { payload, headers: officer.headers })
    expect(found.body).toContain(someone!.id)
  })

  it('takes more people later, and none twice', async () => {
    await seedRegistrants(product.services, { count: 300, years: 1, seed: 2 })
    expect(await one('registrants')).toBe(COUNT + 300)
  })

  it('is refused in production', async () => {
    const production = { ...product.services, config: { ...product.config, production: true } }
    await expect(seedRegistrants(production, { count: 1 })).rejects.toThrow('refused in production')
    await expect(seedIdentities(production)).rejects.toThrow('refused in production')
  })
})

describe('the identities', () => {
  it('are made once, with ids that never change', async () => {
    expect(await seedIdentities(product.services)).toEqual(identities)
    expect(await seedIdentities(product.services)).toEqual(identities)
    expect(identities.map(({ identity }) => identity)).toEqual([
      'administrator',
      'analyst',
      'officer-joanesburgo',
      'officer-portugal',
      'communications',
      'secretary',
      'programmes',
      'registrant-gauteng',
      'registrant-portugal'
    ])
    expect(await one(`staff where id::text like '01930000-%'`)).toBe(7)
    expect(await one(`registrants where id::text like '01930000-%' and made_up and status = 'confirmed'`)).toBe(2)
  })

  it('sign in with the known password', async () => {
    const answer = await product.send('POST', '/session/staff', {
      payload: { email: 'officer-portugal@example.org', password: IDENTITY_PASSWORD }
    })
    expect(answer.statusCode).toBeLessThan(300)
  })

  it('see their own record', async () => {
    const token = await tokenFor(
      product,
      'registrant',
      identities.find(({ identity }) => identity === 'registrant-gauteng')!.id
    )
    const record = await product.send('GET', '/me', { headers: { authorization: `Bearer ${token}` } })
    expect(record.body).toContain('Nhantumbo')
  })
})

describe('a row on its way into the database', () => {
  it('is written as COPY takes it', () => {
    expect(copyLine([1, null, true, 'a\tb\\c\nd', Buffer.of(1, 255)])).toBe('1\t\\N\tt\ta\\tb\\\\c\\nd\t\\\\x01ff\n')
    expect(copyText(['a', 'b"c', 'd\\e'])).toBe('{"a","b\\\\"c","d\\\\\\\\e"}')
    expect(copyText({ by: 'x' })).toBe('{"by":"x"}')
    expect(copyText([])).toBe('{}')
  })
})

describe('the helpers of a demonstration', () => {
  it('are those to whom the assisted people of the officers’ posts point, each within the quota', async () => {
    await seedIdentities(product.services)
    await seedHelpers(product.services)
    const rows = await product.sql<{ used: number; quota: number; people: number }>(
      'select used, quota, (select count(*)::int from registrants where helper_id = helpers.id) as people from helpers'
    )
    expect(rows).toHaveLength(10)
    for (const { used, quota, people } of rows) expect([people, quota > used]).toEqual([used, true])
    expect(rows.reduce((sum, { used }) => sum + used, 0)).toBeGreaterThan(0)
    await seedHelpers(product.services)
    expect(await one('helpers')).toBe(10)
  })
})

describe('the campaigns of a demonstration', () => {
  it('are those by which the made-up people came, each attributed to its link', async () => {
    await seedCampaigns(product.services)
    await seedCampaigns(product.services)
    await attributeRegistrations(product.worker)
    const rows = await product.sql<{ code: string; confirmed: number; people: number }>(
      `select l.code,
         (select count(*)::int from attributions a where a.link_id = l.id and a.step = 'confirmed') as confirmed,
         (select count(*)::int from registrants r where r.campaign_code = l.code and r.status = 'confirmed') as people
       from tracked_links l`
    )
    expect(rows).toHaveLength(3)
    for (const { confirmed, people } of rows) expect(confirmed).toBe(people)
    expect(rows.reduce((sum, { confirmed }) => sum + confirmed, 0)).toBeGreaterThan(0)
    expect(await one(`attributions where way = 'unknown'`)).toBe(0)
  })
})

describe('the story of a demonstration', () => {
  it('goes from the tour to the filled opportunity, each with their own role, and is told once', async () => {
    await seedIdentities(product.services)
    await seedCampaigns(product.services)
    await seedStory(product.services)
    await seedStory(product.services)
    expect(await one('tours')).toBe(1)
    expect(await one(`opportunities where state = 'filled'`)).toBe(1)
    expect(await one('evidence')).toBe(1)
    expect(await one('measurements where measured_by is not null')).toBe(8)
    expect(await one(`meetings where extract(isodow from starts_at) in (6, 7)`)).toBe(0)
    // Everything happened on its day: the notes during the tour, the decision on the day of the meeting.
    expect(await one('tour_notes n, tours t where n.written_at::date between t.first_on and t.last_on')).toBe(1)
    expect(await one('decisions d join meetings m on m.id = d.meeting_id where d.created_at < m.starts_at')).toBe(0)
    const officer = await addStaff(product, 'secretary')
    const [lesson] = await product.sql<{ id: string }>('select id from lessons')
    const answer = await product.send('GET', `/threads/lesson/${lesson!.id}`, { headers: officer.headers })
    const kinds = answer.json<{ to: { kind: string }[] }>().to.map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(
      new Set(['recommendation', 'item', 'decision', 'action', 'activity', 'campaign', 'indicator', 'opportunity'])
    )
  }, 60_000)

  it('leaves something to read on every public page, and a question that waits', async () => {
    const shown = async (url: string) =>
      (await product.send('GET', url)).json<{ items: Record<string, unknown>[] }>().items
    for (const url of ['/announcements', '/answers', '/public/opportunities'])
      expect([url, (await shown(url)).length]).toEqual([url, 1])
    expect(await shown('/commitments')).toMatchObject([{ state: 'done', decision: { number: 1 } }])
    expect(await one(`questions where state = 'open'`)).toBe(1)
  })
})
