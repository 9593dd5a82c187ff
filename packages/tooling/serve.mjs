// Runs the API in this process. Called by start.mjs, and as a process of its own by dev.mjs, which restarts it.
import { takeOverLifecycle } from './lifecycle.mjs'
import { loadQuickly } from './modules.mjs'

/** Starts the API with the settings of the environment, and closes it when the process is told to stop. */
export async function serve(lifecycle) {
  loadQuickly()
  const { main } = await import('../../apps/api/src/server.ts')
  const running = await main(process.env)
  lifecycle.onStop(() => running.close())
}

if (import.meta.main) {
  const lifecycle = takeOverLifecycle()
  try {
    await serve(lifecycle)
  } catch (error) {
    console.error(error)
    await lifecycle.stop(1)
  }
}
