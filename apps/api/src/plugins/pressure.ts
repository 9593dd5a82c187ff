import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import plugin from 'fastify-plugin'
import { problems } from '../problems.ts'

const DELAY_MAX_MS = 1000
/** Of what this process may hold (packages/tooling/heap.mjs): to be refused is better than to be cut off. */
const HEAP_PART_MAX = 0.9

/** What the process was like at the last look, once a second. */
interface Look {
  /** Milliseconds; infinite where nothing was measured since the look before. */
  eventLoopDelay: number
  /** The part of the time in which the process had something to do. */
  eventLoopUtilized: number
  heapUsed: number
}

const HEAP_MAX = getHeapStatistics().heap_size_limit * HEAP_PART_MAX
const BUSY = 0.9

/**
 * Did the machine stand still, and with it a process that had little to do? Then nothing was measured, that is over, and refusing
 * everything for the next second helps nobody. A process that was busy meanwhile is under pressure.
 */
export const stoodStill = ({ eventLoopDelay, eventLoopUtilized, heapUsed }: Look): boolean =>
  eventLoopDelay === Infinity && eventLoopUtilized < BUSY && heapUsed <= HEAP_MAX

/** Answers 503 while the process is too busy or its memory too full to serve well. */
export const pressure = plugin(async (app) => {
  await app.register(underPressure, {
    maxEventLoopDelay: DELAY_MAX_MS,
    maxHeapUsedBytes: HEAP_MAX,
    eventLoopUtilizationMode: 'interval',
    pressureHandler: () => (stoodStill(app.memoryUsage() as Look) ? undefined : Promise.reject(problems.unavailable()))
  })
})
