import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, registrationOf, type Person } from '../../../test/people.ts'
import { addApplication, addOffer, addOpportunity } from '../../../test/samples/programmes.ts'
import { addCampaign } from '../../../test/samples/campaigns.ts'
import { attributeRegistrations } from './attribution.jobs.ts'

/*
 * The way of one registration, as a poster, a radio voice, a friend or nothing brought it, from the first view to the
 * confirmed contact, and what it cost.
 */
let product: TestProduct
let ivone: Person
beforeAll(async () => {
  product = await startTestProduct()
  ivone = await addStaff(product, 'communications')
})
afterAll(() => product.close())

const browser = { 'user-agent': 'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/99.0 Mobile' }
const registerBy = (campaignCode: string | undefined) => addRegistrant(product, campaignCode ? { campaignCode } : {})
const resultsOf = async (id: string) =>
  (await product.send('GET', `/campaigns/${id}/results`, { headers: ivone.headers })).json()
const open = (code: string, headers: Record<string, string> = browser) =>
  product.app.inject({ method: 'GET', url: `/c/${code}`, headers })

describe('a registration is attributed to the way it came', () => {
  it('by a poster’s QR, by a code heard on the radio, by an invitation, and by nothing', async () => {
    const poster = await addCampaign(product, { cost: 900 })
    const radio = await addCampaign(product, { code: 'PONTE-89', cost: 500 })
    const followed = await open(poster.link.code)
    expect(followed.headers.location).toBe(`/?c=${poster.link.code}`)
    await registerBy(new URL(followed.headers.location as string, 'http://x').searchParams.get('c')!)
    // Typed as it was heard, and by two more who do not finish.
    await registerBy('ponte89')
    for (const value of ['a@example.org', 'b@example.org'])
      await product.send('POST', '/registrations', {
        payload: registrationOf(product, { campaignCode: 'Ponte-89', contact: { value } })
      })
    await registerBy('convite')
    await registerBy(undefined)
    await registerBy('NOBODY-KNOWS')
    expect(await attributeRegistrations(product.worker)).toBe(10)
    expect(await attributeRegistrations(product.worker)).toBe(0)

    expect(await resultsOf(poster.campaign.id)).toMatchObject({
      progress: { confirmed: 1, spent: 900, costPerConfirmed: 900 },
      links: [{ hits: 1, bots: 0, steps: { sent: 1, confirmed: 1 }, costPerConfirmed: 900 }],
      days: [{ confirmed: 1 }]
    })
    expect(await resultsOf(radio.campaign.id)).toMatchObject({
      links: [{ hits: 0, steps: { sent: 3, confirmed: 1 }, costPerConfirmed: 500 }]
    })
    const arrivals = await product.send('GET', '/arrivals', { headers: ivone.headers })
    expect(arrivals.json()).toMatchObject({ campaigns: 2, referral: 1, unknown: 1, none: 1 })
  })

  it('names no person: neither who came nor who invited', async () => {
    const columns = await product.sql<{ column_name: string }>(
      "select column_name from information_schema.columns where table_name = 'attributions'"
    )
    expect(columns.map((row) => row.column_name).sort()).toEqual(['at', 'event_id', 'link_id', 'step', 'way'])
  })

  it('keeps what was counted when the person leaves', async () => {
    const { campaign, link } = await addCampaign(product)
    const person = await registerBy(link.code)
    await attributeRegistrations(product.worker)
    await product.send('POST', '/me/erase', { payload: { confirm: true }, headers: person.headers })
    expect(await resultsOf(campaign.id)).toMatchObject({ progress: { confirmed: 1 } })
  })
})

describe('people interested in a programme', () => {
  const offer = (person: Person, opportunityId: string, campaignCode?: string) =>
    product.send('POST', `/me/opportunities/${opportunityId}/interest`, {
      payload: { message: '', ...(campaignCode && { campaignCode }) },
      headers: person.headers
    })
  const willing = async (campaignCode?: string) => {
    const person = await registerBy(campaignCode)
    await addOffer(product, person)
    return person
  }

  it('count once for a code: that of the day, or else the one they registered with', async () => {
    const { campaign, link } = await addCampaign(product, { aim: 'interest', cost: 600 })
    const other = await addCampaign(product, { aim: 'interest' })
    const [nursing, teaching] = [await addOpportunity(product), await addOpportunity(product)]
    const registered = await willing(link.code)
    const visitor = await willing(other.link.code)
    const nobody = await willing()
    for (const id of [nursing, teaching]) expect((await offer(registered, id)).statusCode).toBe(201)
    await offer(visitor, nursing, link.code.toLowerCase())
    await attributeRegistrations(product.worker)
    await offer(nobody, nursing)
    await offer(visitor, teaching, link.code)
    await attributeRegistrations(product.worker)
    expect(await resultsOf(campaign.id)).toMatchObject({
      progress: { confirmed: 1, interested: 2, spent: 600, costPerInterested: 300 },
      links: [{ steps: { confirmed: 1, interested: 2 }, costPerInterested: 300 }],
      days: [{ confirmed: 1, interested: 2 }]
    })
    expect(await resultsOf(other.campaign.id)).toMatchObject({ progress: { confirmed: 1, interested: 0 } })
  })

  it('whom an officer asked no campaign brought', async () => {
    const { campaign, link } = await addCampaign(product, { aim: 'interest' })
    const opportunityId = await addOpportunity(product)
    const person = await willing(link.code)
    const id = await addApplication(product, 'invited', { opportunityId, person })
    const yes = await product.send('POST', `/me/applications/${id}/answer`, {
      payload: { yes: true },
      headers: person.headers
    })
    expect(yes.statusCode).toBe(200)
    await attributeRegistrations(product.worker)
    expect(await resultsOf(campaign.id)).toMatchObject({ progress: { confirmed: 1, interested: 0 } })
  })

  it('are led by the link to the opportunities', async () => {
    const { link } = await addCampaign(product, { aim: 'interest' })
    expect((await open(link.code)).headers.location).toBe(`/oportunidades?c=${link.code}`)
    expect((await open(`${link.code}?l=en`)).headers.location).toBe(`/en/opportunities?c=${link.code}`)
  })
})

describe('visits', () => {
  it('are counted by step, and machines apart from people', async () => {
    const { campaign, link } = await addCampaign(product)
    await open(link.code)
    await open(link.code, { 'user-agent': 'WhatsApp/2.23.20.0' })
    await open(link.code, { 'user-agent': 'facebookexternalhit/1.1' })
    for (const step of ['viewed', 'started', 'started', 'name'])
      await product.send('POST', '/visits', { payload: { code: link.code.toLowerCase(), step }, headers: browser })
    await product.send('POST', '/visits', {
      payload: { code: link.code, step: 'viewed' },
      headers: { 'user-agent': 'Googlebot/2.1' }
    })
    expect(await resultsOf(campaign.id)).toMatchObject({
      links: [{ hits: 1, bots: 2, steps: { viewed: 1, started: 2, name: 1, confirmed: 0 }, costPerConfirmed: null }]
    })
  })

  it('of a link that is closed are not counted, and still lead on', async () => {
    const { campaign, link } = await addCampaign(product)
    const closed = await product.send('PATCH', `/campaigns/${campaign.id}/links/${link.id}`, {
      payload: { closed: true },
      headers: ivone.headers
    })
    expect(closed.json()).toMatchObject({ closedAt: expect.any(String) })
    expect((await open(link.code)).statusCode).toBe(302)
    expect(await resultsOf(campaign.id)).toMatchObject({ links: [{ hits: 0 }] })
  })

  it('with a code that there is not are answered alike', async () => {
    const visit = await product.send('POST', '/visits', { payload: { code: 'NADA', step: 'viewed' }, headers: browser })
    expect([visit.statusCode, visit.json()]).toEqual([202, { accepted: true }])
    expect((await open('nada')).headers.location).toBe('/?c=NADA')
    expect((await open('!!')).statusCode).toBe(400)
  })
})
