import { expect, it } from '@jest/globals'
import { mayApprove, withEditor } from './approval.rules.ts'

it('somebody approves who neither wrote in it nor proposed it', () => {
  const proposal = { editors: ['author', 'colleague'], proposedBy: 'proposer' }
  const people = ['author', 'colleague', 'proposer', 'chief']
  expect(people.map((id) => mayApprove(id, proposal))).toEqual([false, false, false, true])
})

it('who writes twice is one editor', () => {
  expect(withEditor(withEditor(['a'], 'b'), 'a')).toEqual(['a', 'b'])
})
