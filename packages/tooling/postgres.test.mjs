// The embedded PostgreSQL, against everything that can interrupt it. Other files test on what this one shows to hold.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { makeThrowAwayDirectory, throwAway } from './throw-away.mjs'
import { isAlive } from './lock.mjs'
import { startPostgres } from './postgres.mjs'

jest.setTimeout(60_000)
const { Client } = createRequire(new URL('../../apps/api/package.json', import.meta.url))('pg')

let dataDir
beforeEach(() => {
  dataDir = makeThrowAwayDirectory()
})
afterEach(() => throwAway(dataDir))

const start = (options) => startPostgres({ dataDir, fast: true, ...options })

async function query(
  server,
  sql,
  { user = 'postgres', password = server.passwords.postgres, host = '127.0.0.1' } = {}
) {
  const client = new Client({ host, port: server.port, user, password, database: 'postgres' })
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return rows
  } finally {
    await client.end()
  }
}

async function died(pid) {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('the first start', () => {
  test('makes a cluster with checksums, the C.UTF-8 locale and hashed passwords', async () => {
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(await query(server, 'show data_checksums')).toEqual([{ data_checksums: 'on' }])
    expect(await query(server, "select datlocprovider, datlocale from pg_database where datname = 'postgres'")).toEqual(
      [{ datlocprovider: 'b', datlocale: 'C.UTF-8' }]
    )
    const [{ rolpassword }] = await query(server, 'select rolpassword from pg_authid where rolname = current_user')
    expect(rolpassword).toMatch(/^SCRAM-SHA-256/)
    await server.stop()
    expect(isAlive(server.pid)).toBe(false)
  })

  test('makes a password for each role, in a file that only its user can read', async () => {
    const server = await start()
    const file = path.join(dataDir, 'secrets/database.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const passwords = JSON.parse(readFileSync(file, 'utf8'))
    expect(Object.keys(passwords).sort()).toEqual([
      'ponte_app',
      'ponte_backup',
      'ponte_loader',
      'ponte_owner',
      'ponte_reader',
      'ponte_worker',
      'postgres'
    ])
    expect(new Set(Object.values(passwords)).size).toBe(7)
    await server.stop()
  })

  test('lets nobody in without the password', async () => {
    const server = await start()
    await expect(query(server, 'select 1', { password: 'wrong' })).rejects.toMatchObject({ code: '28P01' })
    await server.stop()
  })

  test('keeps what people enter out of the log', async () => {
    const server = await start()
    await query(server, 'create table contact (address text unique)')
    await query(server, "insert into contact values ('ana@example.org')")
    await expect(query(server, "insert into contact values ('ana@example.org')")).rejects.toMatchObject({
      code: '23505'
    })
    await expect(query(server, "select 'ana@example.org' from nowhere")).rejects.toMatchObject({ code: '42P01' })
    await server.stop()
    const log = readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('ana@example.org')
  })

  test('is done again when an earlier one was interrupted while it made the cluster', async () => {
    mkdirSync(path.join(dataDir, 'postgres.new/base'), { recursive: true })
    writeFileSync(path.join(dataDir, 'postgres.new/PG_VERSION'), '18\n')
    const server = await start()
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(existsSync(path.join(dataDir, 'postgres.new'))).toBe(false)
    await server.stop()
  })
})

describe('a later start', () => {
  test('finds the data and the port of the one before', async () => {
    const first = await start()
    await query(first, 'create table kept as select 7 as number')
    await first.stop()
    const second = await start()
    expect(second.port).toBe(first.port)
    expect(await query(second, 'select * from kept')).toEqual([{ number: 7 }])
    await second.stop()
  })

  test('adopts the server that a killed starter has left running', async () => {
    const script = `
      import { startPostgres } from '${path.join(import.meta.dirname, 'postgres.mjs')}'
      const { pid } = await startPostgres({ dataDir: '${dataDir}', fast: true })
      console.log(pid)
      setInterval(() => {}, 1000)`
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 2] })
    const pid = Number(await new Promise((resolve) => starter.stdout.once('data', resolve)))
    starter.kill('SIGKILL')
    await new Promise((resolve) => starter.once('exit', resolve))

    const server = await start()
    expect(server).toMatchObject({ pid, adopted: true })
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    expect(isAlive(pid)).toBe(false)
  })

  test('recovers what was committed when PostgreSQL itself was killed', async () => {
    // Not `fast`: this is about durability.
    const first = await start({ fast: false })
    await query(first, 'create table kept as select 7 as number')
    process.kill(first.pid, 'SIGKILL')
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await query(second, 'select * from kept')).toEqual([{ number: 7 }])
    await second.stop()
  })

  test('is not misled by a postmaster.pid whose number now belongs to another program', async () => {
    const first = await start()
    const file = path.join(dataDir, 'postgres/postmaster.pid')
    const lines = readFileSync(file, 'utf8').split('\n')
    await first.stop()
    writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'))
    const second = await start()
    expect(second.adopted).toBe(false)
    await second.stop()
  })

  test('takes another port when somebody else has taken the remembered one', async () => {
    const first = await start()
    await first.stop()
    const other = makeThrowAwayDirectory()
    const squatter = await startPostgres({ dataDir: other, fast: true, port: first.port })
    const second = await start()
    expect(second.port).not.toBe(first.port)
    await second.stop()
    await squatter.stop()
    throwAway(other)
  })

  test('says so when the passwords are not the ones that the data were made with', async () => {
    const server = await start()
    rmSync(path.join(dataDir, 'secrets'), { recursive: true })
    await expect(start()).rejects.toThrow('secrets/database.json is not the one that this database was made with')
    await server.stop()
  })
})

test('two starts at the same moment end up with one server', async () => {
  const servers = await Promise.all([start(), start()])
  expect(servers[0].pid).toBe(servers[1].pid)
  expect(servers.map((server) => server.adopted).sort()).toEqual([false, true])
  await servers[0].stop()
  await died(servers[0].pid)
})
