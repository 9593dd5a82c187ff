import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Staff } from '@ponte/schema'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, postNamed, type Person } from '../../../test/people.ts'
import { createAdminLink } from './staff.commands.ts'

let product: TestProduct
let marta: Person
beforeAll(async () => {
  product = await startTestProduct()
  marta = await addStaff(product, 'administrator')
})
afterAll(() => product.close())

const password = 'ventania sobre o rio largo'
const as = (person: Person, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers: object = {}) =>
  product.send(method, url, { ...(payload ? { payload } : {}), headers: { ...person.headers, ...headers } })
const linkTo = async (email: string) => /#([\w-]{43})/.exec((await product.newestMessage(email))!.text)![1]!

describe('the first administrator', () => {
  it('is made by the link from the console, once', async () => {
    const link = await createAdminLink(product.services)
    const token = link.split('#')[1]!
    const body = { token, name: 'Dona Amélia', email: 'amelia@example.org', password }
    const created = await product.send('POST', '/setup/administrator', { payload: body })
    expect([created.statusCode, created.json()]).toEqual([
      201,
      expect.objectContaining({ kind: 'staff', role: 'administrator', name: 'Dona Amélia' })
    ])
    const again = await product.send('POST', '/setup/administrator', { payload: { ...body, email: 'x@example.org' } })
    expect([again.statusCode, again.json().type]).toEqual([410, '/problems/link-spent'])
  })

  it('by the newest link only, and not after a day', async () => {
    const first = (await createAdminLink(product.services)).split('#')[1]!
    const second = (await createAdminLink(product.services)).split('#')[1]!
    const send = (token: string) =>
      product.send('POST', '/setup/administrator', { payload: { token, name: 'X', email: 'y@example.org', password } })
    expect((await send(first)).statusCode).toBe(410)
    product.clock.forward(25 * 3600_000)
    expect((await send(second)).statusCode).toBe(410)
    marta = await addStaff(product, 'administrator')
  })
})

describe('passwords', () => {
  it.each([
    ['curta', 'passwordShort'],
    ['aaaaaaaaaaaaaaaaaaaa', 'passwordCommon'],
    ['moçambique2026moçambique', 'passwordCommon'],
    ['password123456password', 'passwordCommon'],
    ['Dona Amélia Dona Amélia', 'passwordCommon']
  ])('"%s" is refused as %s', async (candidate, code) => {
    const token = (await createAdminLink(product.services)).split('#')[1]!
    const answer = await product.send('POST', '/setup/administrator', {
      payload: { token, name: 'Dona Amélia', email: 'z@example.org', password: candidate }
    })
    expect(answer.json().errors).toEqual([expect.objectContaining({ pointer: '#/password', code })])
  })

  it('change with the present one, and every other session ends', async () => {
    const signIn = () => product.send('POST', '/session/staff', { payload: { email: 'amelia@example.org', password } })
    const cookiesOf = (answer: Awaited<ReturnType<typeof signIn>>) =>
      Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))
    const phone = cookiesOf(await signIn())
    const desk = cookiesOf(await signIn())
    const next = 'outra frase bastante comprida'
    expect(
      (
        await product.send('POST', '/staff/me/password', {
          payload: { current: 'errada', password: next },
          cookies: desk
        })
      ).json().errors[0].pointer
    ).toBe('#/current')
    product.clock.forward(1000)
    const changed = await product.send('POST', '/staff/me/password', {
      payload: { current: password, password: next },
      cookies: desk
    })
    expect(changed.statusCode).toBe(200)
    product.clock.forward(5000)
    expect((await product.send('GET', '/staff', { cookies: phone })).statusCode).toBe(401)
    expect((await product.send('GET', '/staff', { cookies: cookiesOf(changed) })).statusCode).toBe(200)
    expect((await signIn()).statusCode).toBe(401)
    expect((await product.newestMessage('amelia@example.org'))!.subject).toBe('Ponte: a sua palavra-passe mudou')
  })

  it('are not found out by trying from a session that was left open', async () => {
    const left = await addStaff(product, 'analyst')
    const guess = (n: number) =>
      as(left, 'POST', '/staff/me/password', { current: `tentativa ${n}`, password: 'outra frase bastante comprida' })
    for (let n = 0; n < 10; n++) expect((await guess(n)).statusCode).toBe(400)
    const refused = await guess(10)
    expect([refused.statusCode, Number(refused.headers['retry-after']) > 0]).toEqual([429, true])
  })
})

describe('signing in', () => {
  it('answers alike for a wrong password and an unknown e-mail', async () => {
    const send = (email: string) =>
      product.send('POST', '/session/staff', { payload: { email, password: 'not the right one' } })
    const bare = (body: string) => body.replace(/"instance":"[^"]*"/, '')
    const known = await send('amelia@example.org')
    const unknown = await send('ninguem@example.org')
    expect([known.statusCode, bare(known.body)]).toEqual([unknown.statusCode, bare(unknown.body)])
  })
})

describe('who tries passwords at somebody’s account', () => {
  it('locks out their own network, and not the person', async () => {
    const limited = await startTestProduct({
      limits: { ...product.config.limits, signInsPerAddressPer15Minutes: 999 }
    })
    const token = (await createAdminLink(limited.services)).split('#')[1]!
    const email = 'amelia@example.org'
    await limited.send('POST', '/setup/administrator', { payload: { token, name: 'Amélia', email, password } })
    const signIn = async (remoteAddress: string, tried: string) =>
      (await limited.send('POST', '/session/staff', { payload: { email, password: tried }, remoteAddress })).statusCode
    for (let n = 0; n < 10; n++) expect(await signIn('198.51.100.7', `tentativa ${n}`)).toBe(401)
    expect(await signIn('198.51.100.8', password)).toBe(429)
    expect(await signIn('203.0.113.5', password)).toBe(200)
    await limited.close()
  })
})

describe('a member of staff', () => {
  it('is invited by mail, sets a password, and works for the post', async () => {
    const postId = await postNamed(product, 'Portugal')
    const created = await as(marta, 'POST', '/staff', {
      name: 'Cônsul Langa',
      email: 'Langa@Example.org',
      role: 'officer',
      postId
    })
    expect(created.json()).toMatchObject({
      state: 'invited',
      email: 'langa@example.org',
      postName: 'Embaixada em Portugal'
    })
    const token = await linkTo('langa@example.org')
    const accepted = await product.send('POST', '/staff/invitations/accept', { payload: { token, password } })
    expect(accepted.json()).toMatchObject({
      role: 'officer',
      postName: 'Embaixada em Portugal',
      permissions: expect.arrayContaining(['registrant.read'])
    })
    expect((await product.send('POST', '/staff/invitations/accept', { payload: { token, password } })).statusCode).toBe(
      410
    )
    const { items } = (await as(marta, 'GET', '/staff')).json<{ items: Staff[] }>()
    expect(items.find(({ email }) => email === 'langa@example.org')).toMatchObject({
      state: 'active',
      lastSignInAt: product.clock.at.toISOString()
    })
  })

  it('cannot share an e-mail with another, whatever its case', async () => {
    const answer = await as(marta, 'POST', '/staff', { name: 'Outro', email: 'LANGA@example.org', role: 'analyst' })
    expect([answer.statusCode, answer.json().type]).toEqual([409, '/problems/conflict'])
  })

  it('needs a post as an officer', async () => {
    const answer = await as(marta, 'POST', '/staff', { name: 'Sem Posto', email: 'sem@example.org', role: 'officer' })
    expect(answer.json().errors).toEqual([expect.objectContaining({ pointer: '#/postId' })])
    const unknown = await as(marta, 'POST', '/staff', {
      name: 'Sem Posto',
      email: 'sem@example.org',
      role: 'officer',
      postId: crypto.randomUUID()
    })
    expect(unknown.json().errors).toEqual([expect.objectContaining({ pointer: '#/postId' })])
  })

  it('is changed against a version, and disabled with all sessions', async () => {
    const { items } = (await as(marta, 'GET', '/staff')).json<{ items: Staff[] }>()
    const langa = items.find(({ email }) => email === 'langa@example.org')!
    expect((await as(marta, 'PATCH', `/staff/${langa.id}`, { name: 'C. Langa' })).statusCode).toBe(428)
    const changed = await as(
      marta,
      'PATCH',
      `/staff/${langa.id}`,
      { disabled: true },
      { 'if-match': `"${langa.version}"` }
    )
    expect(changed.json()).toMatchObject({ state: 'disabled', version: langa.version + 1 })
    expect(
      (await as(marta, 'PATCH', `/staff/${langa.id}`, { name: 'x' }, { 'if-match': `"${langa.version}"` })).statusCode
    ).toBe(412)
    expect((await as(marta, 'POST', `/staff/${langa.id}/invitation`)).statusCode).toBe(409)
    expect(
      (await product.send('POST', '/session/staff', { payload: { email: 'langa@example.org', password } })).statusCode
    ).toBe(401)
  })

  it('the last administrator can neither be disabled nor demoted', async () => {
    await product.sql(`update staff set disabled_at = now() where role = 'administrator' and id <> $1`, [marta.id])
    const [{ version } = { version: 0 }] = await product.sql<{ version: number }>(
      'select version from staff where id = $1',
      [marta.id]
    )
    for (const change of [{ disabled: true }, { role: 'analyst' }]) {
      const answer = await as(marta, 'PATCH', `/staff/${marta.id}`, change, { 'if-match': `"${version}"` })
      expect([answer.statusCode, answer.json().detail]).toEqual([409, expect.stringMatching(/last administrator/)])
    }
  })
})
