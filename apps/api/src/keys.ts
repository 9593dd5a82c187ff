import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { secretsDir } from './config.ts'

/** The secrets that live outside the database. Each is 32 random bytes with a purpose of its own. */
export interface Keys {
  /** Wraps the data keys in the database. */
  wrapping: Buffer
  wrappingVersion: number
  /** Blind index of contacts. */
  index: Buffer
  indexVersion: number
  /** Signs access tokens. */
  token: Buffer
  /** Pepper of passwords and one-time codes. */
  pepper: Buffer
}

const names = ['wrapping', 'index', 'token', 'pepper'] as const

/** Says where the keys are, or why the product cannot start without them. */
export class MissingKeysError extends Error {}

const keysFile = (dataDir: string) => process.env.PONTE_KEYS_FILE ?? path.join(secretsDir(dataDir), 'keys.json')

function parse(text: string, file: string): Keys {
  const stored = JSON.parse(text) as Record<string, string | number | undefined>
  const keys = Object.fromEntries(
    names.map((name) => {
      const key = Buffer.from(String(stored[name] ?? ''), 'base64url')
      if (key.length < 32)
        throw new MissingKeysError(`The key "${name}" in ${file} is missing or shorter than 32 bytes.`)
      return [name, key]
    })
  ) as Record<(typeof names)[number], Buffer>
  if (new Set(names.map((name) => keys[name].toString('hex'))).size < names.length)
    throw new MissingKeysError(`Two keys in ${file} are equal; each needs a value of its own.`)
  return {
    ...keys,
    wrappingVersion: Number(stored.wrappingVersion ?? 1),
    indexVersion: Number(stored.indexVersion ?? 1)
  }
}

/** Reads the keys. Throws `MissingKeysError` where there are none. */
export function readKeys(dataDir: string): Keys {
  const file = keysFile(dataDir)
  if (!fs.existsSync(file))
    throw new MissingKeysError(
      `The keys are missing: ${file} does not exist, but the database holds sealed data that only they open.\n` +
        'Put the file back from your backup of the keys, or set PONTE_KEYS_FILE to where it is.'
    )
  return parse(fs.readFileSync(file, 'utf8'), file)
}

/** Makes new keys for an empty database; never overwrites. */
export function createKeys(dataDir: string): Keys {
  const file = keysFile(dataDir)
  if (fs.existsSync(file)) return readKeys(dataDir)
  const fresh = Object.fromEntries(names.map((name) => [name, crypto.randomBytes(32).toString('base64url')]))
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  fs.writeFileSync(file, JSON.stringify({ wrappingVersion: 1, indexVersion: 1, ...fresh }, null, 2), {
    mode: 0o600,
    flag: 'wx'
  })
  return readKeys(dataDir)
}

/** Keys for tests: made from a fixed text, so that a template database can be cloned. */
export function testKeys(): Keys {
  const derive = (name: string) => crypto.createHash('sha256').update(`test ${name}`).digest()
  return {
    wrapping: derive('wrapping'),
    wrappingVersion: 1,
    index: derive('index'),
    indexVersion: 1,
    token: derive('token'),
    pepper: derive('pepper')
  }
}
