import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { MyRecord } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant, addStaff, type Person } from '../../../test/people.ts'
import { noticeVersion } from '../consents/notices.rules.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

const consent = (person: Person, purpose: string, given: boolean) =>
  product.send('PUT', `/me/consents/${purpose}`, {
    payload: { given, noticeVersion: noticeVersion(product.config), language: 'pt' },
    headers: person.headers
  })
const patch = (person: Person, version: number, payload: object) =>
  product.send('PATCH', '/me', { payload, headers: { ...person.headers, 'if-match': `"${version}"` } })

describe('accessibility needs', () => {
  const needs = (person: Person, version: number, words: string | null) =>
    patch(person, version, { details: { accessibilityNeeds: words } })

  it('are not kept without the consent to them, which no other purpose stands for', async () => {
    const person = await addRegistrant(product)
    await consent(person, 'news', true)
    const refused = await needs(person, 1, 'Cadeira de rodas')
    expect([refused.statusCode, refused.json().errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '#/details/accessibilityNeeds', code: 'consentNeeded' })]
    ])
    await consent(person, 'accessibility', true)
    expect((await needs(person, 1, 'Cadeira de rodas')).json().details).toEqual({
      accessibilityNeeds: 'Cadeira de rodas'
    })
  })

  it('go when the consent is withdrawn, also from what is kept of earlier versions', async () => {
    const person = await addRegistrant(product)
    await consent(person, 'accessibility', true)
    await needs(person, 1, 'Cadeira de rodas')
    await patch(person, 2, { city: 'Tembisa', details: { needs: ['health'] } })
    product.clock.forward(1000)
    const after = (await consent(person, 'accessibility', false)).json<MyRecord>()
    expect(after.details).toEqual({ needs: ['health'] })
    expect((await product.send('GET', '/me/download', { headers: person.headers })).body).not.toContain('Cadeira')
    expect((await needs(person, after.version, 'Cadeira')).json().errors[0].code).toBe('consentNeeded')
    // Taking back what is not there needs no consent.
    expect((await needs(person, after.version, null)).statusCode).toBe(200)
  })

  it('are read by an officer only when revealed, for a reason, while the person consents', async () => {
    const person = await addRegistrant(product)
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const reveal = async () =>
      (
        await product.send('POST', `/registrants/${person.id}/reveal`, {
          payload: { reason: 'Marcar atendimento' },
          headers: officer.headers
        })
      ).json()
    await consent(person, 'accessibility', true)
    await needs(person, 1, 'Cadeira de rodas')
    const seen = await product.send('GET', `/registrants/${person.id}`, { headers: officer.headers })
    expect(seen.body).not.toContain('Cadeira')
    expect((await reveal()).accessibilityNeeds).toBe('Cadeira de rodas')
    const [entry] = await product.sql(
      `select fields from audit where subject_id = $1 and action = 'registrant.revealed' order by id desc limit 1`,
      [person.id]
    )
    expect(entry).toEqual({ fields: ['contact', 'emergencyContact', 'accessibilityNeeds'] })
    product.clock.forward(1000)
    await consent(person, 'accessibility', false)
    expect((await reveal()).accessibilityNeeds).toBeNull()
  })
})
