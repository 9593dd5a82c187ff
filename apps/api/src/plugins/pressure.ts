import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import plugin from 'fastify-plugin'
import { problems } from '../problems.ts'

const DELAY_MAX_MS = 1000
/** Of what this process may hold (packages/tooling/heap.mjs): to be refused is better than to be cut off. */
const HEAP_PART_MAX = 0.9

/**
 * Refuses what comes under pressure; undefined lets it through. An infinite delay means that nothing was measured since the last
 * look, as after the machine stood still: that is over, and refusing everything for the next second helps nobody.
 */
export const refuseUnderPressure = (value: number | undefined): Promise<never> | undefined =>
  value === Infinity ? undefined : Promise.reject(problems.unavailable())

/** Answers 503 while the process is too busy or its memory too full to serve well. */
export const pressure = plugin(async (app) => {
  await app.register(underPressure, {
    maxEventLoopDelay: DELAY_MAX_MS,
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * HEAP_PART_MAX,
    pressureHandler: (_request, _reply, _type, value) => refuseUnderPressure(value)
  })
})
