/** The queues of the worker, made by `ponte migrate`. */
export const queues = {
  // One job for each step; a step that failed is due again, and asked for anew.
  nights: { policy: 'exclusive', retryLimit: 0, expireInSeconds: 3600 }
} as const

/** Queues of earlier versions: nothing is asked of them any more. */
export const retiredQueues = ['nightly'] as const
