import { expect, it } from '@jest/globals'
import { compareChapters } from './strategy.rules.ts'

const chapter = (id: string, textPt: string) => ({ id, titlePt: id, textPt, titleEn: '', textEn: '' })

it('what changed between two versions is told word by word, with what came and what went', () => {
  const before = [chapter('a', 'Ouvir quem vive fora.'), chapter('b', 'Fica.'), chapter('c', 'Sai.')]
  const after = [chapter('b', 'Fica.'), chapter('a', 'Ouvir quem trabalha fora.'), chapter('d', 'Novo.')]
  const changes = compareChapters(before, after)
  expect(changes.map(({ id, kind }) => [id, kind])).toEqual([
    ['b', 'same'],
    ['a', 'changed'],
    ['d', 'added'],
    ['c', 'removed']
  ])
  const said = changes[1]!.runs.filter(({ kind }) => kind !== 'same')
  expect(said).toEqual([
    { kind: 'removed', text: 'vive' },
    { kind: 'added', text: 'trabalha' }
  ])
})
