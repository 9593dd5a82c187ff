import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import Fastify from 'fastify'
import { errors } from './errors.ts'
import { pressure, stoodStill } from './pressure.ts'

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

  it('and the same where its turns are so long that nothing is measured at all', async () => {
    for (let n = 0; n < 4; n++) {
      blockFor(1300)
      await new Promise(setImmediate)
    }
    expect((await app.inject('/')).statusCode).toBe(503)
  })

  it.each([
    ['the machine stood still', { eventLoopDelay: Infinity, eventLoopUtilized: 0.2, heapUsed: 1 }, true],
    ['it was busy', { eventLoopDelay: Infinity, eventLoopUtilized: 0.97, heapUsed: 1 }, false],
    ['its memory is full', { eventLoopDelay: Infinity, eventLoopUtilized: 0.2, heapUsed: 2 ** 50 }, false],
    ['it is behind', { eventLoopDelay: 1500, eventLoopUtilized: 0.2, heapUsed: 1 }, false]
  ])('where %s', (_what, look, isOver) => expect(stoodStill(look)).toBe(isOver))
})
