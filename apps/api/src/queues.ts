/** The queues of the worker, made by `ponte migrate`. */
export const queues = {
  nightly: { policy: 'standard', retryLimit: 3, retryDelay: 60 }
} as const
