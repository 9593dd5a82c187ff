import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  BASE,
  disclose,
  disclosePart,
  mergeSmall,
  readersBounds,
  roundWithKey,
  THRESHOLD,
  type Control,
  type CountedCell
} from './disclosure.rules.ts'

const key = Buffer.alloc(32, 7)
const control: Control = { exact: false, key }
const cellsOf = (...counts: number[]): CountedCell[] => counts.map((count, place) => ({ code: `c${place}`, count }))
const shown = (...counts: number[]) => disclose(control, 'test', cellsOf(...counts)).cells.map(({ count }) => count)

describe('what may be shown of a table', () => {
  it.each([
    ['hides what is below ten', [9, 3, 500, 600], [true, true, false, false]],
    ['shows ten', [10, 20, 30], [false, false, false]],
    ['hides a real zero like any small number', [0, 4, 100], [true, true, false]],
    ['hides the next smallest where only one would be hidden', [4, 100, 5000], [true, true, false]],
    ['hides everything where nothing is left to lean on', [4, 100], [true, true]],
    ['hides a single small cell together with its total', [9], [true]]
  ])('%s', (_title, counts, hidden) => {
    expect(shown(...counts).map((count) => count === null)).toEqual(hidden)
  })

  it('shows a zero that could not be otherwise', () => {
    const cells: CountedCell[] = [{ code: 'before', count: 0, structural: true }, ...cellsOf(40, 50)]
    expect(disclose(control, 'test', cells).cells[0]).toEqual({ code: 'before', count: 0 })
  })

  it('hides a small number also where somebody called it structural', () => {
    const cells: CountedCell[] = [{ code: 'before', count: 3, structural: true }, ...cellsOf(40, 50)]
    expect(disclose(control, 'test', cells).cells[0]!.count).toBeNull()
  })

  it('does not hide a structural zero to protect another cell', () => {
    const cells: CountedCell[] = [{ code: 'before', count: 0, structural: true }, ...cellsOf(3, 200, 400)]
    expect(disclose(control, 'test', cells).cells.map(({ count }) => count === null)).toEqual([
      false,
      true,
      true,
      false
    ])
  })

  it('hides a total below ten', () => {
    expect(disclose(control, 'test', cellsOf(4, 5)).total).toBeNull()
    expect(disclose(control, 'test', cellsOf(5, 5)).total).toBe(10)
  })

  it('gives exact figures to whoever sees the people themselves', () => {
    expect(disclose({ exact: true }, 'test', cellsOf(0, 3, 17))).toEqual({
      cells: cellsOf(0, 3, 17),
      hidden: 0,
      total: 20
    })
  })

  it('says how many cells are hidden', () => {
    expect(disclose(control, 'test', cellsOf(1, 2, 300)).hidden).toBe(2)
  })

  it('gives the same people the same total in every table', () => {
    const totals = ['sex', 'age', 'country'].map(
      (table, place) => disclose(control, table, cellsOf(1000 + place, 2003 - place)).total
    )
    expect(new Set(totals).size).toBe(1)
  })
})

const table = fc.array(fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 50_000 })), {
  minLength: 1,
  maxLength: 60
})
const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))

describe('for any table and any key', () => {
  const holds = (check: (cells: CountedCell[], result: ReturnType<typeof disclose>, key: Buffer) => void) =>
    fc.assert(
      fc.property(table, anyKey, (counts, noise) => {
        const cells = cellsOf(...counts)
        check(cells, disclose({ exact: false, key: noise }, 'test', cells), noise)
      }),
      { numRuns: 500 }
    )

  it('nothing below ten is shown', () => {
    holds((cells, { cells: out, total }) => {
      for (const [place, { count }] of out.entries())
        if (count !== null) expect(Math.min(count, cells[place]!.count)).toBeGreaterThanOrEqual(THRESHOLD)
      if (total !== null) expect(total).toBeGreaterThanOrEqual(THRESHOLD)
    })
  })

  it('never is exactly one cell hidden beside shown ones', () => {
    holds((cells, { hidden }) => expect(hidden === 1 && cells.length > 1).toBe(false))
  })

  it('what is shown is a multiple of five, at most four from the truth', () => {
    holds((cells, { cells: out, total }) => {
      const sum = cells.reduce((all, { count }) => all + count, 0)
      for (const [truth, count] of [
        ...out.map(({ count }, place) => [cells[place]!.count, count] as const),
        [sum, total] as const
      ])
        if (count !== null) {
          expect(count % BASE).toBe(0)
          expect(Math.abs(count - truth)).toBeLessThan(BASE)
        }
    })
  })

  it('the same question has the same answer', () => {
    holds((cells, result, noise) => expect(disclose({ exact: false, key: noise }, 'test', cells)).toEqual(result))
  })

  it('a reader with the total cannot bring a hidden cell closer than the base', () => {
    holds((cells, { cells: out, total, hidden }) => {
      const open = out.flatMap(({ count }) => (count === null ? [] : [count]))
      if (total === null || hidden === 0 || open.length === 0) return
      const [least, most] = readersBounds(total, open, hidden)
      expect(most - least).toBeGreaterThanOrEqual(BASE)
      // The bounds are right: the truth lies between them wherever it is small.
      for (const [place, { count }] of out.entries()) {
        const truth = cells[place]!.count
        if (
          count === null &&
          truth < THRESHOLD &&
          cells.every((cell, i) => out[i]!.count !== null || cell.count < THRESHOLD)
        ) {
          expect(truth).toBeGreaterThanOrEqual(least)
          expect(truth).toBeLessThanOrEqual(most)
        }
      }
    })
  })
})

describe('one figure over some cells', () => {
  const isInside = (code: string) => Number(code.slice(1)) < 3
  const part = (...counts: number[]) => disclosePart(control, 'test', 'first-3', cellsOf(...counts), isInside)

  it.each([
    ['is shown though one of its cells is hidden', [120, 4, 230, 300, 6, 150], true],
    ['is withheld below ten people', [3, 2, 4, 300, 200], false],
    ['is withheld where it would give the only hidden cell in it away', [0, 0, 13, 300, 8, 200], false],
    ['is withheld where what is left outside would give a hidden cell away', [120, 130, 140, 0, 0, 1], false],
    ['is withheld where the whole table is too small', [2, 2, 2, 1], false]
  ])('%s', (_, counts, isShown) => expect(part(...counts) !== null).toBe(isShown))

  it('is exact for whoever sees the people themselves', () => {
    expect(disclosePart({ exact: true }, 'test', 'first-3', cellsOf(1, 2, 3, 4), isInside)).toBe(6)
  })

  it('has at least ten people, is rounded to five, and never narrows a hidden cell below the base', () => {
    fc.assert(
      fc.property(table, anyKey, (counts, noise) => {
        const controlled: Control = { exact: false, key: noise }
        const cells = cellsOf(...counts)
        const figure = disclosePart(controlled, 'test', 'first-3', cells, isInside)
        if (figure === null) return
        expect(figure).toBeGreaterThanOrEqual(THRESHOLD)
        expect(figure % BASE).toBe(0)
        const inside = disclose(controlled, 'test', cells).cells.filter(({ code }) => isInside(code))
        const open = inside.flatMap(({ count }) => (count ? [count] : []))
        const hidden = inside.length - open.length
        if (hidden === 0) return
        const [least, most] = readersBounds(figure, open, hidden)
        expect(most - least).toBeGreaterThanOrEqual(BASE)
      }),
      { numRuns: 500 }
    )
  })
})

describe('rounding', () => {
  it('is unbiased over many keys', () => {
    const keys = Array.from({ length: 4000 }, (_, i) => Buffer.from(`key ${i}`))
    for (const truth of [11, 12, 13, 14, 15]) {
      const mean = keys.reduce((sum, noise) => sum + roundWithKey(noise, 'x', truth), 0) / keys.length
      expect(Math.abs(mean - truth)).toBeLessThan(0.15)
    }
  })

  it('does not average to the truth when it is asked again', () => {
    expect(new Set(Array.from({ length: 30 }, () => roundWithKey(key, 'country|PT', 13))).size).toBe(1)
  })

  it('differs from cell to cell', () => {
    expect(new Set(Array.from({ length: 50 }, (_, cell) => roundWithKey(key, `country|${cell}`, 13)))).toEqual(
      new Set([10, 15])
    )
  })
})

describe('lists without end', () => {
  const rest = { code: 'other', count: 0 }

  it('gather what is small, so that no name tells that somebody is there', () => {
    expect(mergeSmall(control, cellsOf(4, 700, 9, 30), rest, 100)).toEqual([
      { code: 'c1', count: 700 },
      { code: 'c3', count: 30 },
      { code: 'other', count: 13 }
    ])
  })

  it('keep every name for whoever sees the people themselves, and no empty rest', () => {
    expect(mergeSmall({ exact: true }, cellsOf(4, 700), rest, 100)).toEqual([
      { code: 'c1', count: 700 },
      { code: 'c0', count: 4 }
    ])
  })

  it('end somewhere', () => {
    expect(mergeSmall({ exact: true }, cellsOf(5, 4, 3, 2), rest, 2)).toEqual([
      { code: 'c0', count: 5 },
      { code: 'c1', count: 4 },
      { code: 'other', count: 5 }
    ])
  })
})
