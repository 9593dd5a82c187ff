import { describe, expect, it } from '@jest/globals'
import type { Details } from '@ponte/schema'
import { mozambique } from '../../countries.ts'
import { detailErrors } from './details.rules.ts'

const today = new Date('2026-11-24T12:00:00Z')
const errorsOf = (details: object, child = false) =>
  detailErrors(details as Details, today, child, mozambique.divisions).map(
    ({ pointer, code }) => `${pointer.replace('#/details/', '')} ${code}`
  )

describe('the optional answers', () => {
  it.each<[string, object, string[]]>([
    ['nothing is good', {}, []],
    ['an answer taken back is good', { province: null, district: null, occupationCode: null }, []],
    ['a province and its district', { province: 'MZ-G', district: 'Chókwè' }, []],
    ['a district of another province', { province: 'MZ-N', district: 'Chókwè' }, ['district unknown']],
    ['a district without province', { district: 'Chókwè' }, ['district unknown']],
    ['a province that is none', { province: 'MZ-X' }, ['province unknown']],
    ['an investment in no province', { investmentProvince: 'ZZ-1' }, ['investmentProvince unknown']],
    ['an occupation of the list', { occupationCode: '8111' }, []],
    ['an occupation of no list', { occupationCode: '9999' }, ['occupationCode unknown']],
    ['a skill of no list', { skills: ['levitation'] }, ['skills unknown']],
    ['a language of no list', { languages: [{ code: 'zzz', level: 'b1' }] }, ['languages unknown']],
    [
      'a language twice',
      {
        languages: [
          { code: 'por', level: 'b1' },
          { code: 'por', level: 'c1' }
        ]
      },
      ['languages twice']
    ],
    ['a year to come', { abroadSince: 2027 }, ['abroadSince inFuture']],
    ['none and something', { offers: ['none-now', 'teach'] }, ['offers contradiction']]
  ])('%s', (_title, details, expected) => expect(errorsOf(details)).toEqual(expected))

  it.each(['offers', 'topics'] as const)('a child has no %s', (name) => {
    expect(errorsOf({ [name]: ['work'] }, true)).toEqual([`${name} notForChildren`])
    expect(errorsOf({ [name]: [] }, true)).toEqual([])
  })
})
