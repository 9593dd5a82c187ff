import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import Fastify from 'fastify'
import { errors } from './errors.ts'
import { pressure, refuseUnderPressure } from './pressure.ts'

const blockFor = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until;);
}

describe('under pressure', () => {
  const app = Fastify()
  beforeAll(async () => {
    await app.register(errors)
    await app.register(pressure)
    app.get('/', () => ({ ok: true }))
    await app.ready()
  })
  afterAll(() => app.close())

  it('a process that keeps up answers', async () => {
    expect((await app.inject('/')).statusCode).toBe(200)
  })

  it('one that does not is told so as a problem, with when to try again', async () => {
    // It looks once a second; between two looks hardly anything but the long turns is measured.
    for (let n = 0; n < 4; n++) {
      blockFor(1300)
      await new Promise((resolve) => setTimeout(resolve, 12))
    }
    const answer = await app.inject('/')
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBeDefined()
    expect(answer.json()).toMatchObject({ type: '/problems/unavailable', status: 503 })
  })

  it('where nothing was measured nobody is refused', async () => {
    expect(refuseUnderPressure(Infinity)).toBeUndefined()
    await expect(refuseUnderPressure(2000)).rejects.toMatchObject({ status: 503 })
  })
})
