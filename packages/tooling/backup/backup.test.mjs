import { createReadStream, mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from '@jest/globals'
import { makeThrowAwayDirectory } from '../throw-away.mjs'
import { archiveSettings, shellCommand } from './archiving.mjs'
import {
  forgetOld,
  forgetOldDumps,
  keptDays,
  listBases,
  listDumps,
  nameAt,
  writeNeeds,
  writeSealed,
  writeSettings
} from './store.mjs'
import { createKey, identityIn, open } from './vault.mjs'

const places = []
function newPlace() {
  const place = makeThrowAwayDirectory()
  places.push(place)
  return place
}
afterEach(() => places.splice(0).forEach((place) => rmSync(place, { recursive: true, force: true })))

const content = Buffer.from('Anchia Cossa '.repeat(50_000))
async function sealedFile() {
  const { identity, recipient } = await createKey()
  const file = path.join(newPlace(), 'x.age')
  await writeSealed(file, Readable.from([content]), recipient)
  return { file, identity }
}
const opened = async (file, identity) => buffer(await open(createReadStream(file), identity))

describe('a sealed file', () => {
  it('opens with its key alone, and shows nothing of what is in it', async () => {
    const { file, identity } = await sealedFile()
    expect((await opened(file, identity)).equals(content)).toBe(true)
    expect(readFileSync(file).includes('Cossa')).toBe(false)
    await expect(opened(file, (await createKey()).identity)).rejects.toThrow(/no identity matched/)
  })

  it('is refused when a byte has changed, or its end is missing', async () => {
    const { file, identity } = await sealedFile()
    const whole = readFileSync(file)
    for (const at of [whole.length >> 1, whole.length - 1]) {
      const changed = Buffer.from(whole)
      changed[at] ^= 1
      writeFileSync(file, changed)
      await expect(opened(file, identity)).rejects.toThrow()
    }
    for (const length of [whole.length - 1, whole.length >> 1, 250]) {
      writeFileSync(file, whole)
      truncateSync(file, length)
      await expect(opened(file, identity)).rejects.toThrow()
    }
  })

  it('does not stand there when what it is made of breaks off', async () => {
    const { recipient } = await createKey()
    const place = newPlace()
    const breaking = Readable.from(
      (function* () {
        yield content
        throw new Error('the disk is gone')
      })()
    )
    await expect(writeSealed(path.join(place, 'x.age'), breaking, recipient)).rejects.toThrow('the disk is gone')
    expect(readdirSync(place).filter((name) => name.includes('age'))).toEqual([])
  })
})

describe('the key', () => {
  it('is found among comments, and another text is refused', async () => {
    const { identity } = await createKey()
    expect(identityIn(`# Opens the backups\n${identity}\n`)).toBe(identity)
    expect(() => identityIn('age1qqqq')).toThrow(/AGE-SECRET-KEY-1/)
  })
})

describe('what is kept', () => {
  const base = (to, day, segment) => {
    const name = nameAt(new Date(`2026-11-${day}T02:00:00Z`))
    writeFileSync(path.join(to, name), '')
    writeNeeds(path.join(to, name), { first: segment, last: segment })
    return name
  }

  it('goes after its days with the segments that only it needs, but the newest stays however old', () => {
    const to = newPlace()
    const wal = path.join(to, 'wal')
    mkdirSync(wal)
    const names = [1, 2, 3].map((number) => `00000001000000000000000${number}`)
    for (const name of [...names, '00000002.history']) writeFileSync(path.join(wal, `${name}.age`), '')
    for (const name of names) writeFileSync(path.join(wal, `${name}.age.sha256`), '')
    const days = ['01', '10', '20'].map((day, n) => base(to, day, names[n]))
    expect(forgetOld(to, 28, new Date('2026-11-28T02:00:00Z'))).toBe(0)
    expect(forgetOld(to, 7, new Date('2026-11-18T02:00:00Z'))).toBe(2)
    expect(listBases(to).map(({ name }) => name)).toEqual([days[2]])
    expect(readdirSync(wal)).toEqual([
      '000000010000000000000003.age',
      '000000010000000000000003.age.sha256',
      '00000002.history.age'
    ])
    expect(forgetOld(to, 7, new Date('2027-11-18T02:00:00Z'))).toBe(0)
  })

  it('goes after its days as dumps too, but for the newest', () => {
    const to = newPlace()
    const dumps = ['01', '10', '20'].map((day) => `dump-202611${day}T020000Z.age`)
    for (const name of dumps) writeFileSync(path.join(to, name), '')
    expect(forgetOldDumps(to, 7, new Date('2026-11-18T02:00:00Z'))).toBe(2)
    expect(listDumps(to)).toEqual([dumps[2]])
    expect(forgetOldDumps(to, 7, new Date('2027-11-18T02:00:00Z'))).toBe(0)
  })

  it.each(['0', '36', 'x', '1.5'])('refuses %s days', (days) => {
    expect(() => keptDays({ PONTE_BACKUP_DAYS: days })).toThrow(/1 to 35/)
  })
  it('is 28 days where nobody says otherwise', () => expect(keptDays({})).toBe(28))
})

describe('PostgreSQL', () => {
  it('archives nothing while no backups are set up, and seals to their place afterwards', () => {
    const dataDir = newPlace()
    expect(archiveSettings(dataDir)).toEqual({})
    writeSettings(dataDir, { to: "/srv/it's here", recipient: 'age1x' })
    const { archive_mode: mode, archive_command: command, archive_timeout: timeout } = archiveSettings(dataDir)
    expect([mode, timeout]).toEqual(['on', '30'])
    expect(command).toMatch(/archive\.mjs' "%p" "%f" '\/srv\/it'\\''s here' 'age1x'$/)
    expect(shellCommand('a b', '%p')).toBe(`'a b' "%p"`)
  })
})
