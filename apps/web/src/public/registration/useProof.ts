import { getRegistrationChallenge } from '@ponte/schema'
import { call } from '../../client'

/** The server's challenge lives for two hours; a fresh one is fetched well before. */
const MINUTES_GOOD = 100
const TRIES_AT_ONCE = 2000

export interface Proof {
  challenge: string
  nonce: string
}

/** Solves a challenge while the form is filled in: in a worker, or in small pieces where there is none. */
async function solveAside(challenge: string, difficulty: number): Promise<string> {
  try {
    return await inWorker(challenge, difficulty)
  } catch {
    const { solve } = await import('./proof')
    for (let from = 0; ; from += TRIES_AT_ONCE) {
      const nonce = solve(challenge, difficulty, from, TRIES_AT_ONCE)
      if (nonce !== undefined) return nonce
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
}

function inWorker(challenge: string, difficulty: number) {
  return new Promise<string>((resolve, reject) => {
    // Without `type: 'module'`, which Safari 14 does not know: the build makes one plain script of it.
    const worker = new Worker(new URL('./proof.worker.ts', import.meta.url))
    const end = (settle: () => void) => {
      settle()
      worker.terminate()
    }
    worker.onmessage = ({ data }: MessageEvent<string>) => end(() => resolve(data))
    worker.onerror = () => end(() => reject(new Error('The worker did not start.')))
    worker.postMessage({ challenge, difficulty })
  })
}

/** A proof of work that is there when it is needed. */
export function useProof() {
  let solved: { proof: Promise<Proof>; at: number } | undefined

  async function make(): Promise<Proof> {
    const { challenge, difficulty } = await call(getRegistrationChallenge)
    return { challenge, nonce: await solveAside(challenge, difficulty) }
  }

  /** The proof; the same one until it is too old or was refused. A failure to fetch it is tried anew the next time. */
  function get() {
    if (!solved || Date.now() - solved.at > MINUTES_GOOD * 60_000) {
      const proof = make()
      solved = { proof, at: Date.now() }
      proof.catch(() => (solved = undefined))
    }
    return solved.proof
  }

  return { get, drop: () => (solved = undefined) }
}
