import { describe, expect, it } from '@jest/globals'
import { withoutInvisible } from './invisible.ts'

describe('invisible characters', () => {
  it('are taken out of every string, however deep', () => {
    expect(
      withoutInvisible({
        names: ['Gra\u00adça', '\u202aMacuácua\u202c'],
        contact: { value: '\u202a+27 82\u200b 123\ufeff' }
      })
    ).toEqual({ names: ['Graça', 'Macuácua'], contact: { value: '+27 82 123' } })
  })

  it.each(['José', 'Nh’Aca', '👩\u200d🌾', '❤\ufe0f', 'a\nb', ' '])('leave %j alone', (text) => {
    expect(withoutInvisible(text)).toBe(text)
  })

  it.each([null, 5, true, undefined])('leave %p alone', (value) => {
    expect(withoutInvisible(value)).toBe(value)
  })
})
