import { describe, expect, it } from '@jest/globals'
import { allOf, together } from './together.ts'

describe('callers that are served together', () => {
  it('each get their own result, and whoever comes meanwhile waits for the next turn', async () => {
    const turns: number[][] = []
    let free = () => {}
    const double = together(async (items: number[]) => {
      turns.push(items)
      if (turns.length === 1) await new Promise<void>((resolve) => (free = resolve))
      return items.map((item) => item * 2)
    })
    const first = [double(1), double(2)]
    await new Promise((resolve) => setTimeout(resolve, 10))
    const later = [double(3), double(4), double(5)]
    expect(turns).toEqual([[1, 2]])
    free()
    expect(await Promise.all([...first, ...later])).toEqual([2, 4, 6, 8, 10])
    expect(turns).toEqual([
      [1, 2],
      [3, 4, 5]
    ])
  })

  it('hear of a failure all at once, and the next ones are served again', async () => {
    let turn = 0
    const ask = together(async (items: string[]) => {
      if (turn++ === 0) throw new Error('no')
      return items
    })
    const answers = await Promise.allSettled([ask('a'), ask('b')])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await ask('c')).toBe('c')
  })
})

describe('lanes', () => {
  it('serve side by side, so many in one go, and never nobody', async () => {
    const turns: number[][] = []
    let atOnce = 0
    let most = 0
    const ask = together(
      async (items: number[]) => {
        turns.push(items)
        most = Math.max(most, ++atOnce)
        await new Promise((resolve) => setTimeout(resolve, 10))
        atOnce--
        return items
      },
      { lanes: 2, most: 3 }
    )
    const asked = Array.from({ length: 10 }, (_, n) => n)
    expect(await Promise.all(asked.map(ask))).toEqual(asked)
    expect(turns.map(({ length }) => length)).toEqual([3, 3, 3, 1])
    expect(most).toBe(2)
    expect(await Promise.all([ask(1), ask(2)])).toEqual([1, 2])
    expect(turns.slice(4)).toEqual([[1, 2]])
  })

  it('let each of those who were served together have a result or a failure of their own', async () => {
    const ask = together(async (items: number[]) =>
      items.map((item) => (item > 1 ? Promise.reject(new Error(`no ${item}`)) : Promise.resolve(item)))
    )
    const outcomes = await Promise.allSettled([ask(1), ask(2)])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })
})

describe('workers side by side', () => {
  it('are added up', async () => {
    let n = 0
    expect(await allOf(3, async () => ++n)).toBe(6)
  })

  it('have all ended when the failure of one is told', async () => {
    let ended = 0
    let n = 0
    const worker = async () => {
      if (n++ === 0) throw new Error('no')
      await new Promise((resolve) => setTimeout(resolve, 20))
      return ++ended
    }
    await expect(allOf(3, worker)).rejects.toThrow('no')
    expect(ended).toBe(2)
  })
})
