// Where things lie on disk.
import path from 'node:path'

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, '../..')

/** Where a deployment keeps everything that it must not lose; the demo has a place of its own. */
export function dataDirectory(environment, { demo = false } = {}) {
  return path.resolve(root, environment.DATA_DIR || (demo ? '.data-demo' : '.data'))
}

/** The lock of the server that works on a data directory. */
export function ponteLockFile(dataDir) {
  return path.join(dataDir, 'ponte.pid')
}
