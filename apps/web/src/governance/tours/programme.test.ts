import { describe, expect, it } from '@jest/globals'
import { sessionOfNow } from './programme'

const session = (id: string, startsAt: string, endsAt: string) => ({ id, startsAt, endsAt })
const day = [
  session('afternoon', '2027-03-29T13:00:00Z', '2027-03-29T15:00:00Z'),
  session('morning', '2027-03-29T08:00:00Z', '2027-03-29T10:00:00Z')
]

describe('whoever opens the notes', () => {
  it.each([
    ['before the tour sees its first session', '2027-03-01T08:00:00Z', 'morning'],
    ['in a session sees that session', '2027-03-29T08:00:00Z', 'morning'],
    ['between two sessions sees the one that was', '2027-03-29T10:00:00Z', 'morning'],
    ['in the afternoon sees that of the afternoon', '2027-03-29T14:59:59Z', 'afternoon'],
    ['after the tour sees its last session', '2027-06-01T00:00:00Z', 'afternoon']
  ])('%s', (_who, now, id) => {
    expect(sessionOfNow(day, new Date(now))?.id).toBe(id)
  })

  it('sees none where there is no programme', () => expect(sessionOfNow([], new Date())).toBeUndefined())
})
