// The data directories of test runs: nothing in them is worth an orderly end.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isAlive, lockHolder, tryLock } from './lock.mjs'
import { runningServer } from './postgres-process.mjs'

const prefix = 'ponte-test-'

/** Makes a directory for this run, marked with our process so that no other run takes it for a leftover. */
export function makeThrowAwayDirectory() {
  const directory = mkdtempSync(path.join(os.tmpdir(), prefix))
  tryLock(path.join(directory, 'run.pid'))
  return directory
}

/**
 * Ends the PostgreSQL of a directory at once and removes the directory. Without a promise, because it is also called
 * where a process ends and nobody waits for one.
 */
export function throwAway(directory) {
  const server = runningServer(path.join(directory, 'postgres'))
  if (server) {
    process.kill(server.pid, 'SIGQUIT')
    // It may still write files into what we are about to remove.
    for (let turn = 0; turn < 250 && isAlive(server.pid); turn += 1) pause(20)
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** Removes what runs that were killed have left behind, servers included. */
export function removeLeftovers() {
  const secondsOfGrace = 60
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const directory = path.join(os.tmpdir(), name)
    const ageSeconds = (Date.now() - statSync(directory).mtimeMs) / 1000
    // A directory that is a moment old may not be claimed yet.
    if (ageSeconds < secondsOfGrace || lockHolder(path.join(directory, 'run.pid')) !== undefined) continue
    throwAway(directory)
  }
}
