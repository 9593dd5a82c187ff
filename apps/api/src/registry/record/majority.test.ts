import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { HistoryEntry } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, type RegisteredPerson } from '../../../test/people.ts'
import { runNight } from '../../../test/nights.ts'

/* The product's day is 24 November 2026: whoever was born in 2007 is of age for sure, in 2009 not yet. */
let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

const guardian = { relation: 'mother', givenNames: 'Rosa', surnames: 'Cossa' }
const addChild = async (birthYear: number) => {
  const child = await addRegistrant(product, { forWhom: 'child', person: { birthYear: 2015 }, guardian })
  await product.sql('update registrants set birth_year = $2 where id = $1', [child.id, birthYear])
  return child
}
const rowOf = async ({ id }: RegisteredPerson) =>
  (
    await product.sql(
      'select child, guardian_relation, erased_at is not null as erased from registrants where id = $1',
      [id]
    )
  )[0]
const claim = (person: RegisteredPerson) =>
  product.send('POST', '/me/claim', { payload: { confirm: true }, headers: person.headers })

describe('a child who comes of age', () => {
  it('takes over the record that a guardian made; nobody younger does, and nobody twice', async () => {
    const grown = await addChild(2007)
    const young = await addChild(2009)
    expect((await claim(young)).statusCode).toBe(409)
    const claimed = await claim(grown)
    expect(claimed.statusCode).toBe(200)
    expect(claimed.json()).toMatchObject({ child: false, guardian: null, version: 2 })
    expect((await claim(grown)).statusCode).toBe(409)
  })

  it('gets the record from the officer before whom they stand, with the reason in its history', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const hand = (person: RegisteredPerson, contact: object | null = null) =>
      product.send('POST', `/registrants/${person.id}/claim`, {
        payload: { contact, reason: 'Veio ao balcão' },
        headers: officer.headers
      })
    const grown = await addChild(2007)
    expect((await hand(await addChild(2009))).statusCode).toBe(409)
    const handed = await hand(grown, { address: { kind: 'email', value: 'grown@example.org' }, ownership: 'mine' })
    expect(handed.json()).toMatchObject({ child: false, guardian: null, contact: { kind: 'email', verified: true } })
    expect((await hand(grown)).statusCode).toBe(409)
    // The session may be the guardian's.
    expect((await product.send('GET', '/me', { headers: grown.headers })).statusCode).toBe(401)
    const history = await product.send('GET', `/registrants/${grown.id}/history`, { headers: officer.headers })
    expect(history.json<{ items: HistoryEntry[] }>().items).toContainEqual(
      expect.objectContaining({ action: 'registrant.claimed', actorKind: 'staff', reason: 'Veio ao balcão' })
    )
  })

  it('is not opened by the guardian’s contact any more, also where the person has none', async () => {
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const grown = await addChild(2007)
    const handed = await product.send('POST', `/registrants/${grown.id}/claim`, {
      payload: { contact: null, reason: 'Veio ao balcão' },
      headers: officer.headers
    })
    expect(handed.json()).toMatchObject({ child: false, contact: { kind: 'none' } })
    expect(await product.sql('select from contacts where registrant_id = $1', [grown.id])).toHaveLength(0)
  })

  it('is told once, has a year, and is erased with a tombstone when nobody takes the record over', async () => {
    const left = await addChild(2007)
    await product.sql("delete from messages where kind = 'notice'")
    const first = await runNight(product.worker)
    expect([first.told, first.unclaimed]).toEqual([1, 0])
    expect((await runNight(product.worker)).told).toBe(0)
    const notices = await product.sql("select from messages where kind = 'notice'")
    expect(notices).toHaveLength(1)
    expect(await rowOf(left)).toMatchObject({ child: true, erased: false })
    // Events bear the time of the database, which is not the time of this test.
    await product.sql("update domain_events set at = $1 where type = 'registrant.cameOfAge'", [product.clock.at])
    product.clock.forward(367 * 86_400_000)
    expect((await runNight(product.worker)).unclaimed).toBe(1)
    expect(await rowOf(left)).toMatchObject({ erased: true })
    expect(await product.sql('select from erasures')).toHaveLength(1)
  })

  it('who registered alone at sixteen is simply an adult from then on', async () => {
    const alone = await addRegistrant(product, { person: { birthYear: 2011 }, adult: false, oldEnough: true })
    expect(await rowOf(alone)).toMatchObject({ child: true, guardian_relation: null })
    product.clock.forward(3 * 366 * 86_400_000)
    await runNight(product.worker)
    expect(await rowOf(alone)).toMatchObject({ child: false, erased: false })
  })

  it('has no year that runs where nobody could tell them, nor one from a birth that was put right', async () => {
    const untold = await addChild(2007)
    await product.sql('delete from contacts where registrant_id = $1', [untold.id])
    const corrected = await addChild(2007)
    await product.sql(
      "insert into domain_events (id, type, subject_id, at) values (gen_random_uuid(), 'registrant.cameOfAge', $1, '2020-05-05')",
      [corrected.id]
    )
    await runNight(product.worker)
    expect([await rowOf(untold), await rowOf(corrected)]).toEqual([
      expect.objectContaining({ erased: false }),
      expect.objectContaining({ erased: false })
    ])
    product.clock.forward(367 * 86_400_000)
    await runNight(product.worker)
    expect(await rowOf(untold)).toMatchObject({ erased: false })
  })
})
