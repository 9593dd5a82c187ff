import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { startTestProduct, type TestProduct } from '../../test/harness.ts'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { checkCountry, countryFile, findPack, mozambique, packNames } from '../countries.ts'
import { readKeys } from '../keys.ts'
import { detailErrors } from '../registry/registrants/details.rules.ts'
import { createServices } from '../server.ts'
import { seedReferences } from '../statistics/references/references.commands.ts'
import { countryFrom } from './init.ts'
import { main } from './main.ts'

let product: TestProduct
let dataDir: string
let env: NodeJS.ProcessEnv
const name = `init_${process.pid}`
beforeAll(async () => {
  product = await startTestProduct()
  await product.sql(`create database ${name} owner ponte_owner`)
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ponte-init-'))
  const url = (role: string) => product.url(role).replace(/\/[^/]*$/, `/${name}`)
  env = {
    DATA_DIR: dataDir,
    DATABASE_URL: url('ponte_app'),
    DATABASE_OWNER_URL: url('ponte_owner'),
    DATABASE_WORKER_URL: url('ponte_worker')
  }
})
afterAll(async () => {
  await product.sql(`drop database if exists ${name} with (force)`)
  await product.close()
  fs.rmSync(dataDir, { recursive: true })
})

const said: string[] = []
beforeAll(() => {
  jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
  jest.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => void said.splice(0))

describe('an empty deployment', () => {
  it('becomes another country’s by one command, and changes no line of code', async () => {
    expect(await main(['init', '--country', 'CPV'], env)).toBe(0)
    expect(said.join('\n')).toMatch(/Cabo Verde \(CPV\): 22 divisions, 1 posts, CVE, Atlantic\/Cape_Verde/)
    const config = readConfig(env)
    expect(config).toMatchObject({
      country: 'CV',
      currency: 'CVE',
      timeZone: 'Atlantic/Cape_Verde',
      owner: { pt: 'República de Cabo Verde', en: 'Republic of Cabo Verde' },
      institution: 'Ministério das Comunidades'
    })

    const services = createServices(config, readKeys(dataDir))
    const app = await buildApp(services, { backpressure: false, web: false })
    try {
      const read = async (url: string) => (await app.inject(`/api/v1${url}`)).json()
      expect(await read('/settings')).toMatchObject({ country: 'CV', currency: 'CVE' })
      const { items: posts } = await read('/public-posts')
      expect(posts.map((post: { name: string }) => post.name)).toEqual(['Ministério das Comunidades, Praia'])
      const { items: provinces } = await read('/code-lists/provinces')
      expect(provinces).toHaveLength(22)
      expect(provinces).toContainEqual({ code: 'CV-PR', name: 'Praia' })
      expect((await read('/code-lists/districts')).items).toEqual([])
      const notices = JSON.stringify(await read('/notices'))
      expect(notices).toContain('Ministério das Comunidades')
      expect(notices).not.toMatch(/INACE|Decreto 42\/2004|Moçambique|Mozambique/)
      // Figures about one country say nothing of another.
      await seedReferences(services)
      expect(await seedReferences(services)).toBe(false)
    } finally {
      await app.close()
      await services.pool.end()
    }
  })

  it('is set again with other words, which its file keeps', async () => {
    const options = ['--name-en', 'Cape Verde', '--institution', 'Direcção-Geral das Comunidades']
    expect(await main(['init', '--country', 'CPV', ...options], env)).toBe(0)
    const { origin, institution } = readConfig(env)
    expect([origin.words.en.in, origin.words.pt.in, institution]).toEqual([
      'in Cape Verde',
      'em Cabo Verde',
      'Direcção-Geral das Comunidades'
    ])
    expect(readConfig({ ...env, PONTE_INSTITUTION: 'Outra' }).institution).toBe('Outra')
  })

  it('does not become a third one once it has posts', async () => {
    const before = fs.readFileSync(countryFile(dataDir), 'utf8')
    await expect(main(['init', '--country', 'MOZ'], env)).rejects.toThrow(
      /has the posts of CPV already.*Nothing was done/s
    )
    expect(fs.readFileSync(countryFile(dataDir), 'utf8')).toBe(before)
  })

  it('says so when the environment names another country than its file', () => {
    expect(readConfig({ ...env, PONTE_COUNTRY: 'CV' }).country).toBe('CV')
    expect(() => readConfig({ ...env, PONTE_COUNTRY: 'MZ' })).toThrow(/was made for CPV/)
  })
})

describe('the country of a deployment', () => {
  const bare = { DATABASE_URL: 'postgres://x' }
  it('is Mozambique where nothing is said, and what PONTE_COUNTRY names where there is a pack', () => {
    expect(readConfig(bare)).toMatchObject({ country: 'MZ', currency: 'MZN', timeZone: 'Africa/Maputo' })
    expect(readConfig({ ...bare, PONTE_COUNTRY: 'CPV' })).toMatchObject({ country: 'CV', currency: 'CVE' })
    expect(() => readConfig({ ...bare, PONTE_COUNTRY: 'XX' })).toThrow(
      /no pack for PONTE_COUNTRY=XX, only for CPV, MOZ/
    )
  })

  it.each(packNames())('%s has a pack that holds together', (code) => {
    const pack = findPack(code)!
    expect(pack.alpha3).toBe(code)
    expect(Intl.supportedValuesOf('currency')).toContain(pack.currency)
    expect(() => new Intl.DateTimeFormat('pt', { timeZone: pack.timeZone })).not.toThrow()
    const codes = pack.divisions.map((division) => division.code)
    expect(new Set(codes).size).toBe(codes.length)
    const places = pack.posts.flatMap(({ jurisdictions }) => jurisdictions.map((place) => JSON.stringify(place)))
    expect(new Set(places).size).toBe(places.length)
  })

  it('says which divisions its people come from', () => {
    const errors = (province: string, code: string) =>
      detailErrors({ province }, new Date(), false, findPack(code)!.divisions).map(({ pointer }) => pointer)
    expect([errors('CV-PR', 'CPV'), errors('MZ-G', 'MOZ')]).toEqual([[], []])
    expect([errors('MZ-G', 'CPV'), errors('CV-PR', 'MOZ')]).toEqual([['#/details/province'], ['#/details/province']])
  })

  it('may be one without a pack, if enough is said of it', () => {
    const options = {
      country: 'GNB',
      alpha2: 'GW',
      'name-pt': 'Guiné-Bissau',
      'name-en': 'Guinea-Bissau',
      'owner-pt': 'República da Guiné-Bissau',
      'owner-en': 'Republic of Guinea-Bissau',
      institution: 'Secretaria de Estado das Comunidades',
      currency: 'XOF',
      'time-zone': 'Africa/Bissau'
    }
    expect(countryFrom(options)).toMatchObject({
      alpha2: 'GW',
      divisions: [],
      words: { en: { in: 'in Guinea-Bissau' } }
    })
    expect(() => countryFrom({ ...options, currency: '' })).toThrow(/--currency is missing. Nothing was done/)
    expect(() => countryFrom({ country: 'Cabo Verde' })).toThrow(/three letters/)
  })

  it.each<[string, object, RegExp]>([
    ['a field that is not known', { ...mozambique, colour: 'red' }, /additional properties: colour/],
    ['a division of another country', { ...mozambique, alpha2: 'CV' }, /MZ-P is no division of CV/],
    ['nobody for the rest of the world', { ...mozambique, posts: mozambique.posts.slice(1) }, /restOfWorld/],
    [
      'a colour that nobody reads on',
      { ...mozambique, colours: { band: '#ffffff', bandDeep: '#002a6e', accent: '#f7d116' } },
      /written on the colour band\./
    ],
    ['a currency that is none', { ...mozambique, currency: 'euro' }, /\/currency must match pattern/]
  ])('with %s is refused, and told why', (_, value, message) => {
    expect(() => checkCountry(value, 'The file')).toThrow(message)
  })
})
