import crypto from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chainAudit, findBrokenLink } from '../src/platform/audit/audit.jobs.ts'
import { seal, unseal } from '../src/db/sealing.ts'
import { logLines, startTestProduct, type TestProduct } from './harness.ts'
import { addStaff, registrationOf } from './people.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

/** Values that must not stand in clear anywhere in the database. */
const canaries = {
  email: 'canario.secreto@example.org',
  phone: '+27825559876',
  phoneDigits: '825559876',
  document: 'CANARY-DOC-7731',
  emergency: 'Canária Emergência',
  emergencyPhone: '847654321',
  occupation: 'Canariculturista',
  staff: 'canario.staff@example.org',
  reason: 'Ligar à prima Canarinha, 84 777 1234'
}

/** Every row of every table as text, bytes both as hex and as characters. */
async function dump(): Promise<string> {
  const tables = await product.sql<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  )
  const parts = []
  for (const { name } of tables) {
    const rows = await product.sql(`select * from ${name}`)
    parts.push(
      JSON.stringify(rows, (_key, value: unknown) =>
        isBuffer(value) ? Buffer.from(value.data).toString('latin1') + Buffer.from(value.data).toString('hex') : value
      )
    )
  }
  return parts.join('\n')
}
const isBuffer = (value: unknown): value is { type: 'Buffer'; data: number[] } =>
  (value as { type?: string } | null)?.type === 'Buffer'

describe('what a stolen dump shows', () => {
  it('no e-mail, phone, document number, emergency contact or words of a person', async () => {
    const administrator = await addStaff(product, 'administrator')
    await product.send('POST', '/staff', {
      payload: { name: 'Pessoa', email: canaries.staff, role: 'analyst' },
      headers: administrator.headers
    })
    await product.send('POST', '/session/code', { payload: { contact: { kind: 'phone', value: canaries.phone } } })
    await product.send('POST', '/registrations', {
      payload: registrationOf(product, { contact: { kind: 'phone', value: canaries.phone } }),
      headers: { 'idempotency-key': 'canary-key-1' }
    })
    const created = (
      await product.send('POST', '/registrations', {
        payload: registrationOf(product, { contact: { value: canaries.email } }),
        headers: { 'idempotency-key': 'canary-key-2' }
      })
    ).json()
    const code = /\d{6}/.exec((await product.newestMessage(canaries.email))!.text)![0]
    const confirmed = await product.send('POST', `/registrations/${created.id}/confirm`, {
      payload: { token: created.token, code }
    })
    const cookies = Object.fromEntries(confirmed.cookies.map(({ name, value }) => [name, value]))
    const edit = await product.send('PATCH', '/me', {
      cookies,
      headers: { 'if-match': '"1"' },
      payload: {
        details: {
          emergencyContact: { name: canaries.emergency, phone: canaries.emergencyPhone, relation: 'tia' },
          consularNumber: canaries.document,
          occupation: canaries.occupation
        }
      }
    })
    expect(edit.statusCode).toBe(200)
    await product.send('PATCH', '/me', {
      cookies,
      headers: { 'if-match': '"2"' },
      payload: { details: { consularNumber: null } }
    })
    const officer = await addStaff(product, 'officer', 'Joanesburgo')
    const reveal = await product.send('POST', `/registrants/${created.id}/reveal`, {
      payload: { reason: canaries.reason },
      headers: officer.headers
    })
    expect(reveal.statusCode).toBe(200)
    const history = await product.send('GET', '/me/history', { cookies })
    expect(history.body).toContain(canaries.reason)
    const text = await dump()
    expect(text.length).toBeGreaterThan(5000)
    for (const [kind, value] of Object.entries(canaries))
      for (const form of [
        value,
        value.toLowerCase(),
        Buffer.from(value).toString('hex'),
        Buffer.from(value).toString('base64')
      ])
        expect([kind, text.includes(form)]).toEqual([kind, false])
    // The names stand in clear, by decision; so the dump is one that would show the others.
    expect(text).toContain('Nhantumbo')
    const logs = JSON.stringify(logLines())
    for (const value of Object.values(canaries)) expect(logs).not.toContain(value)
  })
})

describe('a sealed value', () => {
  const key = crypto.randomBytes(32)
  const place = { table: 'contacts', column: 'sealed', row: 'a' }
  it('opens in its place, and nowhere else', () => {
    const sealed = seal(key, place, 'segredo')
    expect(unseal(key, place, sealed)).toBe('segredo')
    for (const other of [
      { ...place, row: 'b' },
      { ...place, column: 'x' },
      { ...place, table: 'x' }
    ])
      expect(() => unseal(key, other, sealed)).toThrow()
    expect(() => unseal(crypto.randomBytes(32), place, sealed)).toThrow()
    for (let i = 0; i < sealed.length; i++) {
      const broken = Buffer.from(sealed)
      broken[i]! ^= 1
      expect(() => unseal(key, place, broken)).toThrow()
    }
  })
})

describe('the chain of the audit', () => {
  it('is whole after the worker, and shows each way of tampering', async () => {
    for (let n = 1; n > 0;) n = await chainAudit(product.worker)
    expect(await findBrokenLink(product.worker)).toBeNull()
    const [{ n } = { n: 0 }] = await product.sql<{ n: number }>('select count(*)::int as n from audit_chain')
    expect(n).toBeGreaterThan(3)
    const [entry] = await product.sql<{ audit_id: string }>('select audit_id from audit_chain where position = 2')
    const tampering: Record<string, [string, string]> = {
      'a changed action': [
        `update audit set action = 'x' || action where id = '${entry!.audit_id}'`,
        `update audit set action = substr(action, 2) where id = '${entry!.audit_id}'`
      ],
      'a changed time': [
        `update audit set at = at + interval '1 second' where id = '${entry!.audit_id}'`,
        `update audit set at = at - interval '1 second' where id = '${entry!.audit_id}'`
      ],
      'a changed link': [
        `update audit_chain set hash = set_byte(hash, 0, (get_byte(hash, 0) + 1) % 256) where position = 2`,
        `update audit_chain set hash = set_byte(hash, 0, (get_byte(hash, 0) + 255) % 256) where position = 2`
      ]
    }
    for (const [kind, [damage, repair]] of Object.entries(tampering)) {
      await product.sql(damage)
      expect([kind, await findBrokenLink(product.worker)]).toEqual([kind, 2])
      await product.sql(repair)
    }
    expect(await findBrokenLink(product.worker)).toBeNull()
    await product.sql(`delete from audit where id = '${entry!.audit_id}'`)
    expect(await findBrokenLink(product.worker)).toBe(2)
  })
})
