import { describe, expect, it } from '@jest/globals'
import { byMatch, explainMatch, type Offered, type Wanted } from './matches.rules.ts'

const wanted: Wanted = {
  kind: 'skills',
  skills: ['teaching', 'nursing'],
  languages: [{ code: 'por', level: 'b2' }],
  educationField: '09',
  offer: null,
  availability: 'weeks',
  remote: false,
  province: 'MZ-N',
  sector: null,
  band: null
}
const nothing: Offered = {
  skills: [],
  languages: [],
  educationField: null,
  offers: [],
  availability: null,
  investmentSector: null,
  investmentProvince: null,
  investmentBand: null
}
const partOf = (part: string, offered: Partial<Offered>, changes: Partial<Wanted> = {}) =>
  explainMatch({ ...wanted, ...changes }, { ...nothing, ...offered }).parts.find((one) => one.part === part)
const investment = { kind: 'investment', sector: 'A', band: '5000-25000', skills: [], languages: [] }

describe('a part of a match', () => {
  it.each<[string, string, Partial<Offered>, Partial<Wanted>, number | null]>([
    ['all skills', 'skills', { skills: ['nursing', 'teaching', 'law'] }, {}, 1],
    ['half of the skills', 'skills', { skills: ['nursing'] }, {}, 0.5],
    ['other skills only', 'skills', { skills: ['law'] }, {}, 0],
    ['no word on skills', 'skills', {}, {}, null],
    ['a language at a higher level', 'languages', { languages: [{ code: 'por', level: 'native' }] }, {}, 1],
    ['a language half way', 'languages', { languages: [{ code: 'por', level: 'a2' }] }, {}, 0.5],
    ['another language', 'languages', { languages: [{ code: 'eng', level: 'c2' }] }, {}, 0],
    ['would come to the country', 'place', { offers: ['return'] }, {}, 1],
    ['would only help from afar', 'place', { offers: ['remote-mentoring'] }, {}, 0],
    ['helps from afar, as is asked', 'place', { offers: ['remote-mentoring'] }, { remote: true }, 1],
    ['has the time', 'availability', { availability: 'weeks' }, {}, 1],
    ['does not know yet what time', 'availability', { availability: 'not-sure' }, {}, null],
    ['studied it', 'field', { educationField: '09' }, {}, 1],
    ['invests in the sector', 'sector', { investmentSector: 'A' }, investment, 1],
    ['the next band', 'band', { investmentBand: '25000-100000' }, investment, 0.5],
    ['a far band', 'band', { investmentBand: 'over-100000' }, investment, 0],
    ['prefers not to say the band', 'band', { investmentBand: 'not-said' }, investment, null],
    ['another province', 'place', { investmentProvince: 'MZ-S' }, investment, 0]
  ])('%s', (_case, part, offered, changes, score) => expect(partOf(part, offered, changes)?.score).toBe(score))

  it('says what fits and what does not', () => {
    expect(partOf('skills', { skills: ['nursing'] })).toMatchObject({
      met: ['nursing'],
      unmet: ['teaching'],
      weight: 4
    })
  })

  it('is left out where the opportunity does not ask for it', () => {
    expect(partOf('field', { educationField: '09' }, { educationField: null })).toBeUndefined()
  })
})

describe('a match', () => {
  it('is the weighted mean of what is known', () => {
    const offered = { ...nothing, skills: ['nursing'], availability: 'weeks' }
    expect(explainMatch(wanted, offered).total).toBe(0.6)
  })

  it('is not known where nothing is', () => expect(explainMatch(wanted, nothing).total).toBeNull())

  it('does not sink because a person left an answer out', () => {
    const all = { ...nothing, skills: ['nursing', 'teaching'] }
    expect(explainMatch(wanted, all).total).toBe(1)
  })

  it('stands before those that fit less or of which less is known', () => {
    const best = explainMatch(wanted, { ...nothing, skills: ['nursing', 'teaching'], availability: 'weeks' })
    const good = explainMatch(wanted, { ...nothing, skills: ['nursing', 'teaching'] })
    const none = explainMatch(wanted, nothing)
    expect([none, good, best].sort(byMatch)).toEqual([best, good, none])
  })
})
