// How PostgreSQL hands on what it writes: each segment of its log, full or half a minute old, goes sealed to the backups.
import path from 'node:path'
import { readSettings } from './store.mjs'

const SECONDS = 30

/** A command for PostgreSQL, whose %p and %f it fills in itself. */
export const shellCommand = (...words) =>
  words.map((word) => (word.startsWith('%') ? `"${word}"` : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')

/** PostgreSQL's settings for a data directory: none while no backups are set up. */
export function archiveSettings(dataDir) {
  const settings = readSettings(dataDir)
  if (!settings) return {}
  const script = path.join(import.meta.dirname, 'archive.mjs')
  return {
    archive_mode: 'on',
    archive_command: shellCommand(process.execPath, script, '%p', '%f', settings.to, settings.recipient),
    archive_timeout: String(SECONDS)
  }
}
