import { expect, it } from '@jest/globals'
import { chaptersOfOthers } from './chapterForm'

const chapter = (id: string, textPt: string) => ({ id, titlePt: `Capítulo ${id}`, textPt, titleEn: '', textEn: '' })

it('only the chapters that another person wrote otherwise are shown beside what was typed', () => {
  const mine = [
    chapter('a', 'Igual.'),
    chapter('b', 'O meu.'),
    { titlePt: 'Novo', textPt: '', titleEn: '', textEn: '' }
  ]
  const theirs = [chapter('a', 'Igual.'), chapter('b', 'O da outra pessoa.'), chapter('c', 'Só dela.')]
  expect(chaptersOfOthers(mine, theirs)).toEqual([
    { label: 'Capítulo b', theirs: 'Capítulo b · O da outra pessoa.' },
    { label: 'Capítulo c', theirs: 'Capítulo c · Só dela.' }
  ])
})
