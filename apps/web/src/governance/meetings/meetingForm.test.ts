import { expect, test } from '@jest/globals'
import { itemsOf } from './meetingForm'

const before = [
  { id: 'a', title: 'Recenseamento', description: null },
  { id: 'b', title: 'Saúde', description: null }
]

test('an agenda is one item a line, with or without numbers', () => {
  expect(itemsOf('1. Recenseamento\n\n 2) Diversos ')).toEqual([{ title: 'Recenseamento' }, { title: 'Diversos' }])
})

test('a line that stays keeps its item wherever it moves', () => {
  expect(itemsOf('Saúde\nNovo\nRecenseamento', before).map((item) => item.id)).toEqual(['b', undefined, 'a'])
})

test('a line that is worded anew in its place keeps its item', () => {
  expect(itemsOf('Recenseamento de 2027\nSaúde', before)[0]).toMatchObject({ id: 'a', title: 'Recenseamento de 2027' })
})

test('a line that is taken out takes its item along', () => {
  expect(itemsOf('Saúde', before)).toEqual([before[1]])
})
