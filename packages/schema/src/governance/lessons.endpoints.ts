import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, FilledLine, Id, Lines, Moment, Nullable, OneOf, Version } from '../values.ts'
import { actionStatuses, recommendationStates } from './codes.ts'

const tags = ['tours']
const numbered = { id: Id, number: Type.Integer(), year: Type.Integer(), title: Type.String() }

/** What a tour asks the committee to decide, and what came of it. */
export const Recommendation = named(
  'Recommendation',
  Type.Object({
    id: Id,
    lessonId: Id,
    tour: Type.Object({ id: Id, title: Type.String() }),
    title: Type.String(),
    text: Nullable(Type.String({ description: 'What the committee should decide' })),
    seat: Nullable(Type.Object({ id: Id, institution: Type.String() }, { description: 'Who should do it' })),
    state: OneOf(recommendationStates),
    createdAt: Moment,
    version: Version,
    meetings: Type.Array(Type.Object(numbered), { description: 'On whose agenda it is or was' }),
    decisions: Type.Array(Type.Object(numbered)),
    actions: Type.Array(Type.Object({ id: Id, title: Type.String(), status: OneOf(actionStatuses) }))
  })
)
export type Recommendation = Static<typeof Recommendation>

/** What a tour found. */
export const Lesson = named(
  'Lesson',
  Type.Object({
    id: Id,
    title: Type.String(),
    seen: Type.String({ description: 'What was seen' }),
    relevance: Nullable(Type.String({ description: 'What it means for the country of origin' })),
    sessions: Type.Array(Type.Object({ id: Id, title: Type.String() })),
    version: Version,
    recommendations: Type.Array(ref(Recommendation))
  })
)
export type Lesson = Static<typeof Lesson>

export const LessonBody = Closed({
  title: FilledLine(200),
  seen: Lines(5000, { minLength: 1 }),
  relevance: Nullable(Lines(5000)),
  sessionIds: Type.Array(Id, { maxItems: 40, uniqueItems: true })
})
export type LessonBody = Static<typeof LessonBody>

// A recommendation becomes an item of an agenda, so it is as long as one.
const recommendation = { title: FilledLine(300), text: Nullable(Lines(2000)), seatId: Nullable(Id) }
export const RecommendationBody = Closed(recommendation)
export type RecommendationBody = Static<typeof RecommendationBody>

const params = Closed({ id: Id })

export const listLessons = endpoint('GET', '/tours/:id/lessons', 'tour.read', {
  summary: 'List the lessons of a tour with their recommendations and what came of them',
  tags,
  params,
  response: { 200: Type.Object({ items: Type.Array(ref(Lesson)) }) }
})

export const addLesson = endpoint('POST', '/tours/:id/lessons', 'tour.write', {
  summary: 'Write down a lesson, and from which sessions it comes',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: LessonBody,
  response: { 201: ref(Lesson) }
})

export const updateLesson = endpoint('PUT', '/lessons/:id', 'tour.write', {
  summary: 'Write a lesson anew; takes If-Match',
  tags,
  params,
  body: LessonBody,
  response: { 200: ref(Lesson) }
})

export const addRecommendation = endpoint('POST', '/lessons/:id/recommendations', 'tour.write', {
  summary: 'Recommend something to the committee',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: RecommendationBody,
  response: { 201: ref(Recommendation) }
})

export const getRecommendation = endpoint('GET', '/recommendations/:id', 'tour.read', {
  summary: 'Show one recommendation and what came of it',
  tags,
  params,
  response: { 200: ref(Recommendation) }
})

export const updateRecommendation = endpoint('PATCH', '/recommendations/:id', 'tour.write', {
  summary: 'Word a recommendation better, drop it or take it up again, while nothing was decided; takes If-Match',
  tags,
  params,
  body: Closed(
    {
      title: Type.Optional(recommendation.title),
      text: Type.Optional(recommendation.text),
      seatId: Type.Optional(recommendation.seatId),
      isDropped: Type.Optional(Type.Boolean())
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Recommendation) }
})

export const putOnAgenda = endpoint('POST', '/recommendations/:id/agenda', 'committee.write', {
  summary: 'Put an open recommendation on the agenda of a meeting in draft or called',
  tags,
  params,
  body: Closed({ meetingId: Id }),
  response: { 201: ref(Recommendation) }
})
