import { describe, expect, it } from '@jest/globals'
import { notices } from '@ponte/schema'
import { noticeHash, noticeText, noticeVersion } from './notices.rules.ts'

const settings = {
  institution: 'INACE',
  legal: {
    basis: { pt: 'a lei tal', en: 'that law' },
    complaints: { pt: 'à autoridade', en: 'to the authority' }
  }
}
const elsewhere = { ...settings, legal: { ...settings.legal, basis: { pt: 'outra lei', en: 'another law' } } }

describe('the notice of a deployment', () => {
  it('ends with who keeps the data, why by law, and where to complain', () => {
    expect(noticeText(settings, 'core', 'pt').paragraphs.at(-1)).toBe(
      'Quem guarda os dados: INACE. Porque pode: a lei tal. Queixas: à autoridade.'
    )
    expect(noticeText(settings, 'core', 'en').paragraphs.at(-1)).toMatch(/that law.*to the authority/)
    expect(noticeText(settings, 'news', 'pt')).toEqual(notices.news.pt)
  })

  it('has another version and another hash when a setting changes a word', () => {
    expect(noticeVersion(settings)).toMatch(/^\d{4}-\d{2}\.[0-9a-f]{6}$/)
    expect(noticeVersion(elsewhere)).not.toBe(noticeVersion(settings))
    expect(noticeHash(elsewhere, 'core', 'pt')).not.toEqual(noticeHash(settings, 'core', 'pt'))
    expect(noticeHash(elsewhere, 'news', 'pt')).toEqual(noticeHash(settings, 'news', 'pt'))
  })
})
