import { describe, expect, it } from '@jest/globals'
import { credentialsOf, grantedScopes, readBasic } from './clients.rules.ts'

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

describe('the scopes of a token', () => {
  it.each([
    ['are all that the client has where none are asked for', undefined, ['statistics:read', 'posts:read']],
    ['are the same for an empty wish', ' ', ['statistics:read', 'posts:read']],
    ['are fewer where fewer are asked for', 'posts:read', ['posts:read']],
    ['are named once, in our order', 'posts:read statistics:read posts:read', ['statistics:read', 'posts:read']],
    ['are none where one is asked for that the client does not have', 'posts:read registrants:read', null],
    ['are none for a name of JavaScript', '__proto__', null]
  ])('%s', (_, asked, granted) => {
    expect(grantedScopes(['statistics:read', 'posts:read'], asked)).toEqual(granted)
  })
})

describe('HTTP Basic', () => {
  it.each([
    ['plain', basic('id:secret'), { id: 'id', secret: 'secret' }],
    ['a colon in the secret', basic('id:a:b'), { id: 'id', secret: 'a:b' }],
    ['halves that are form-encoded', basic('i%2Fd:a%3Ab+c'), { id: 'i/d', secret: 'a:b c' }],
    ['a scheme in small letters', basic('id:secret').replace('Basic', 'basic'), { id: 'id', secret: 'secret' }],
    ['no colon', basic('id'), null],
    ['no secret', basic('id:'), null],
    ['a broken escape', basic('id:%zz'), null],
    ['a bearer token', 'Bearer abc', null],
    ['no base64', 'Basic %%%', null],
    ['over-long', basic(`id:${'x'.repeat(2000)}`), null]
  ])('with %s', (_, header, expected) => {
    expect(readBasic(header)).toEqual(expected)
  })
})

describe('credentials', () => {
  const inBody = { client_id: 'id', client_secret: 'secret' }
  it.each([
    ['come in the body', undefined, inBody, { id: 'id', secret: 'secret' }],
    ['come in the header', basic('id:secret'), {}, { id: 'id', secret: 'secret' }],
    ['may repeat the id in the body', basic('id:secret'), { client_id: 'id' }, { id: 'id', secret: 'secret' }],
    ['are refused with another id in the body', basic('id:secret'), { client_id: 'other' }, null],
    ['are refused in two places', basic('id:secret'), inBody, null],
    ['are refused without a secret', undefined, { client_id: 'id' }, null],
    ['are refused where the header cannot be read', 'Bearer x', inBody, null]
  ])('%s', (_, header, body, expected) => {
    expect(credentialsOf(header, body)).toEqual(expected)
  })
})
