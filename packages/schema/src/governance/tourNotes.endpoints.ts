import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, Id, Lines, Moment, Nullable, Version } from '../values.ts'

const tags = ['tours']

/** What somebody wrote down in a session. */
export const TourNote = named(
  'TourNote',
  Type.Object({
    id: Id,
    sessionId: Id,
    text: Type.String(),
    author: Type.Object({ id: Id, name: Type.String() }),
    isMine: Type.Boolean({ description: 'Only its author corrects a note' }),
    writtenAt: Moment,
    correctedAt: Nullable(Moment),
    version: Version
  })
)
export type TourNote = Static<typeof TourNote>

const body = Closed({ text: Lines(10000, { minLength: 1 }) })
const params = Closed({ id: Id })

export const listTourNotes = endpoint('GET', '/tours/:id/notes', 'tour.read', {
  summary: 'List the notes of a tour in the order in which they were written',
  tags,
  params,
  response: { 200: Type.Object({ items: Type.Array(ref(TourNote)) }) }
})

export const addTourNote = endpoint('POST', '/tour-sessions/:id/notes', 'tour.write', {
  summary: 'Keep a note of a session, under the own name',
  description: 'Accepts an Idempotency-Key, so that a note sent twice over a bad line is kept once.',
  tags,
  params,
  body,
  response: { 201: ref(TourNote) }
})

export const updateTourNote = endpoint('PATCH', '/tour-notes/:id', 'tour.write', {
  summary: 'Correct an own note; takes If-Match',
  tags,
  params,
  body,
  response: { 200: ref(TourNote) }
})
