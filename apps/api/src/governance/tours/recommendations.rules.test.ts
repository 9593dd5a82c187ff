import { describe, expect, it } from '@jest/globals'
import { recommendationStates, type MeetingState, type RecommendationState } from '@ponte/schema'
import { doesAllow, stateOf, type RecommendationAct } from './recommendations.rules.ts'

const none: MeetingState[] = []

describe('a recommendation', () => {
  it.each<[string, boolean, MeetingState[], number, RecommendationState]>([
    ['is open while nobody took it up', false, none, 0, 'open'],
    ['is on the agenda of a meeting in draft', false, ['draft'], 0, 'on-agenda'],
    ['is on the agenda of a meeting that was called', false, ['called'], 0, 'on-agenda'],
    ['stays on the agenda of a meeting that decided nothing', false, ['held'], 0, 'on-agenda'],
    ['is open again when its meeting is called off', false, ['cancelled'], 0, 'open'],
    ['is on the agenda of the next meeting after one was called off', false, ['cancelled', 'called'], 0, 'on-agenda'],
    ['is decided by one decision on its item', false, ['held'], 1, 'decided'],
    ['is decided also where a later meeting has it again', false, ['held', 'draft'], 1, 'decided'],
    ['is dropped before anybody took it up', true, none, 0, 'dropped'],
    ['is dropped also while it stands on an agenda', true, ['called'], 0, 'dropped'],
    ['is decided whatever was dropped before', true, ['held'], 2, 'decided']
  ])('%s', (_what, isDropped, meetings, decisions, state) => {
    expect(stateOf({ isDropped, meetings, decisions })).toBe(state)
  })

  it.each<[RecommendationAct, RecommendationState[]]>([
    ['edit', ['open']],
    ['drop', ['open', 'on-agenda']],
    ['reopen', ['dropped']],
    ['putOnAgenda', ['open', 'on-agenda']]
  ])('allows to %s only in the states %j', (act, states) => {
    expect(recommendationStates.filter((state) => doesAllow(state, act))).toEqual(states)
  })
})
