// How much memory the API lets its garbage grow to. Node chooses by the size of the machine, and takes twice as much for the
// same speed (docs/performance.md). One thread helps with collecting it: where the database shares two processors, Node's four
// wait for a processor, and the API for them. infra/ says the same to the systems that start it there.
export const heapFlags = ['--max-old-space-size=256', '--max-semi-space-size=8', '--v8-pool-size=1']
