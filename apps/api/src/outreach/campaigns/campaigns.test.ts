import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Campaign } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'
import { addCampaign, campaignValues } from '../../../test/samples/campaigns.ts'

let product: TestProduct
let ivone: Person
beforeAll(async () => {
  product = await startTestProduct()
  ivone = await addStaff(product, 'communications')
})
afterAll(() => product.close())

const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers: Record<string, string> = {}) =>
  product.send(method, url, { ...(payload && { payload }), headers: { ...ivone.headers, ...headers } })

describe('a campaign', () => {
  it('is planned once, however often the line breaks', async () => {
    const key = { 'idempotency-key': 'campaign-1234' }
    const [first, again] = [
      await send('POST', '/campaigns', campaignValues, key),
      await send('POST', '/campaigns', campaignValues, key)
    ]
    expect(first.statusCode).toBe(201)
    expect(again.json()).toEqual(first.json())
    expect((await product.sql('select from campaigns where name = $1', [campaignValues.name])).length).toBe(1)
  })

  it('does not end before it begins, also when only one of the days is changed', async () => {
    const wrong = await send('POST', '/campaigns', { ...campaignValues, endsOn: '2026-10-31' })
    expect([wrong.statusCode, wrong.json().errors[0].pointer]).toEqual([400, '#/endsOn'])
    const { campaign } = await addCampaign(product)
    const moved = await send('PATCH', `/campaigns/${campaign.id}`, { startsOn: '2027-02-01' }, { 'if-match': '"1"' })
    expect(moved.statusCode).toBe(400)
  })

  it('is not changed by somebody who did not see the last change', async () => {
    const { campaign } = await addCampaign(product)
    const change = (goal: number) => send('PATCH', `/campaigns/${campaign.id}`, { goal }, { 'if-match': '"1"' })
    expect((await change(700)).json<Campaign>()).toMatchObject({ goal: 700, version: 2 })
    expect((await change(900)).statusCode).toBe(412)
    expect((await send('PATCH', `/campaigns/${campaign.id}`, { goal: 1 })).statusCode).toBe(428)
  })

  it('ends once, tells it, and then stays as it is', async () => {
    const { campaign } = await addCampaign(product)
    const finished = await send('POST', `/campaigns/${campaign.id}/finish`)
    expect(finished.json<Campaign>()).toMatchObject({ finishedAt: expect.any(String), version: 2 })
    const changed = await send('PATCH', `/campaigns/${campaign.id}`, { goal: 5 }, { 'if-match': '"2"' })
    expect(changed.statusCode).toBe(409)
    expect((await send('POST', `/campaigns/${campaign.id}/finish`)).statusCode).toBe(409)
    expect((await send('POST', `/campaigns/${campaign.id}/links`, { channel: 'sms' })).statusCode).toBe(409)
    const events = await product.sql("select from domain_events where type = 'campaign.finished' and subject_id = $1", [
      campaign.id
    ])
    expect(events).toHaveLength(1)
  })
})

describe('a tracked link', () => {
  it('is one of at most five hundred of its campaign', async () => {
    const { campaign } = await addCampaign(product)
    await product.sql(
      `insert into tracked_links (id, campaign_id, code, code_key, channel, cost, created_at)
       select gen_random_uuid(), $1, 'CHEIO' || n, 'CHEIO' || n, 'sms', 0, now() from generate_series(1, 500) n`,
      [campaign.id]
    )
    const answer = await send('POST', `/campaigns/${campaign.id}/links`, { channel: 'sms' })
    expect([answer.statusCode, answer.json().detail]).toEqual([409, expect.stringContaining('at most 500 links')])
  })

  it('has a code that no other link has, in any way of writing it', async () => {
    const { campaign } = await addCampaign(product)
    const add = (code?: string) =>
      send('POST', `/campaigns/${campaign.id}/links`, { channel: 'poster', ...(code && { code }) })
    expect((await add('FEIRA-1')).statusCode).toBe(201)
    expect((await add('feira1')).statusCode).toBe(409)
    expect((await add('Convite')).statusCode).toBe(409)
    expect((await add()).json().code).toMatch(/^[A-Z]+\d\d$/)
  })

  it('leaves as a QR code that holds its address, to print', async () => {
    const { campaign, link } = await addCampaign(product)
    const file = (name: string) =>
      product.app.inject({
        method: 'GET',
        url: `/api/v1/campaigns/${campaign.id}/links/${link.id}/${name}`,
        headers: ivone.headers
      })
    const svg = await file('qr.svg')
    expect([svg.statusCode, svg.headers['content-type']]).toEqual([200, 'image/svg+xml'])
    const png = await file('qr.png')
    expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG')
    expect(png.rawPayload.readUInt32BE(16)).toBeGreaterThanOrEqual(1400)
    for (const language of ['pt', 'en']) {
      const poster = await file(`poster-${language}.pdf`)
      expect([poster.statusCode, poster.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
      expect(poster.rawPayload.toString('latin1')).toContain('/StructTreeRoot')
    }
  })
})
