import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { startTestProduct, type TestProduct } from '../../test/harness.ts'
import { readConfig } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { prepare } from './initial.ts'

let product: TestProduct
let dataDir: string
const names = ['a', 'b'].map((name) => `prepare_${name}_${process.pid}`)
beforeAll(async () => {
  product = await startTestProduct()
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ponte-keys-'))
  for (const name of names) await product.sql(`create database ${name} owner ponte_owner`)
})
afterAll(async () => {
  for (const name of names) await product.sql(`drop database ${name} with (force)`)
  fs.rmSync(dataDir, { recursive: true })
  await product.close()
})

const urlOf = (role: string, database: string) => product.url(role).replace(/\/[^/]*$/, `/${database}`)
const configOf = (database: string) =>
  readConfig({
    DATABASE_URL: urlOf('ponte_app', database),
    DATABASE_OWNER_URL: urlOf('ponte_owner', database),
    DATA_DIR: dataDir
  })

describe('the keys', () => {
  const file = () => path.join(dataDir, 'secrets/keys.json')

  it('are made for an empty database, readable by their user only', async () => {
    await prepare(configOf(names[0]!))
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600)
    await prepare(configOf(names[0]!))
  })

  it('that are missing stop the start, which says where they belong', async () => {
    const kept = fs.readFileSync(file())
    fs.rmSync(file())
    await expect(prepare(configOf(names[0]!))).rejects.toThrow(/keys are missing: .*keys\.json .*PONTE_KEYS_FILE/s)
    fs.writeFileSync(file(), kept, { mode: 0o600 })
  })

  it('of another database stop it too', async () => {
    const kept = JSON.parse(fs.readFileSync(file(), 'utf8')) as Record<string, unknown>
    fs.writeFileSync(file(), JSON.stringify({ ...kept, index: Buffer.alloc(32, 1).toString('base64url') }))
    await expect(prepare(configOf(names[0]!))).rejects.toThrow(/not those that this database was made with/)
    fs.writeFileSync(file(), JSON.stringify({ ...kept, index: kept.wrapping }))
    await expect(prepare(configOf(names[0]!))).rejects.toThrow(/equal/)
    fs.writeFileSync(file(), JSON.stringify(kept))
  })
})

describe('migrations', () => {
  it('three starters at once: all are fine, each migration is applied once', async () => {
    const url = urlOf('ponte_owner', names[1]!)
    await Promise.all([migrate(url), migrate(url), migrate(url)])
    const client = new pg.Client(url)
    await client.connect()
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from migrations.applied')
    expect(rows[0]!.n).toBeGreaterThanOrEqual(3)
    await client.query("update migrations.applied set hash = 'x' where name = '0000_create-tables'")
    await expect(migrate(url)).rejects.toThrow(/was changed after it was applied/)
    await client.query("insert into migrations.applied (name, hash) values ('9999_later', 'x')")
    await expect(migrate(url)).rejects.toThrow(/newer Ponte \(9999_later\)/)
    await client.end()
  })

  it('their time stamps rise, so that none is skipped', () => {
    const journal = JSON.parse(
      fs.readFileSync(path.resolve(import.meta.dirname, '../../migrations/meta/_journal.json'), 'utf8')
    ) as { entries: { when: number }[] }
    const when = journal.entries.map((entry) => entry.when)
    expect(when).toEqual([...when].sort((a, b) => a - b))
  })
})

describe('settings that cannot be', () => {
  const base = { DATABASE_URL: 'postgres://x' }
  it.each([
    [{ ...base, PORT: 'abc' }, /PORT is "abc"; it must be a whole number from 0 to 65535/],
    [{}, /DATABASE_URL is not set/],
    [{ ...base, DATABASE_POOLER: 'session' }, /can only be "transaction"/],
    [{ ...base, DATABASE_POOLER: 'transaction' }, /each role needs its own login/],
    [{ ...base, NODE_ENV: 'production', PUBLIC_URL: 'http://x' }, /https/],
    [{ ...base, NODE_ENV: 'production', PUBLIC_URL: 'https://x', PONTE_DEMO: '1' }, /PONTE_DEMO/],
    [
      { ...base, NODE_ENV: 'production', PUBLIC_URL: 'https://x', PONTE_TEST_SIGN_INS: '9' },
      /PONTE_TEST_SIGN_INS relax limits/
    ]
  ])('%j is refused', (env, message) => {
    expect(() => readConfig(env as NodeJS.ProcessEnv)).toThrow(message)
  })
})
