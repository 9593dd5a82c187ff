// How much memory the API lets its garbage grow to. Node chooses by the size of the machine, and takes twice as much for the
// same speed (docs/performance.md). infra/ says the same to the systems that start it there.
export const heapFlags = ['--max-old-space-size=256', '--max-semi-space-size=8', '--v8-pool-size=1']
