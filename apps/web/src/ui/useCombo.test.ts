import { expect, test } from '@jest/globals'
import { nextTick, reactive, ref } from 'vue'
import { matching, useCombo } from './useCombo'

const options = ['Moçambique', 'África do Sul', 'República Centro-Africana'].map((label) => ({ value: label, label }))

test('accents and capitals do not matter', () => {
  expect(matching(options, 'MOCAM').map(({ label }) => label)).toEqual(['Moçambique'])
})

test('what begins with the typed letters stands before what only holds them', () => {
  expect(matching(options, 'afric').map(({ label }) => label)).toEqual(['África do Sul', 'República Centro-Africana'])
})

test('a list that arrives while somebody types takes nothing of what was typed', async () => {
  const props = reactive({ options: [] as typeof options, limit: 8 })
  const combo = useCombo(props, ref(''), { chosen: () => undefined, moved: () => undefined })
  combo.type({ target: { value: 'áfrica do' } } as unknown as Event)
  await new Promise((resolve) => setTimeout(resolve, 5))
  props.options = options
  await nextTick()
  await nextTick()
  expect(combo.text.value).toBe('áfrica do')
  expect(combo.found.value.map(({ label }) => label)).toEqual(['África do Sul'])
})
