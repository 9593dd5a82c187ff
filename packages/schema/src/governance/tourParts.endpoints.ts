import { Type, type Static } from 'typebox'
import { endpoint, ref } from '../endpoint.ts'
import { Closed, FilledLine, Id, Line, Lines, Nullable } from '../values.ts'
import { PAPER_BYTES_MAX } from './codes.ts'
import { LocalTime, Paper } from './meetings.endpoints.ts'
import { Tour } from './tours.endpoints.ts'

const tags = ['tours']
const params = Closed({ id: Id })
const Email = Type.String({ format: 'email', maxLength: 254 })

export const TourHostBody = Closed({
  institution: FilledLine(200),
  purpose: Nullable(Lines(1000)),
  contactName: Nullable(Line(160)),
  contactEmail: Nullable(Email)
})
export type TourHostBody = Static<typeof TourHostBody>

export const TourDelegateBody = Closed({
  name: FilledLine(160),
  function: Nullable(Line(160)),
  email: Nullable(Email),
  seatId: Nullable(Id)
})
export type TourDelegateBody = Static<typeof TourDelegateBody>

export const TourSessionBody = Closed({
  title: FilledLine(200),
  hostId: Nullable(Id),
  localStart: LocalTime,
  minutes: Type.Integer({ minimum: 5, maximum: 1440 }),
  place: Nullable(Line(200)),
  questions: Nullable(Lines(4000))
})
export type TourSessionBody = Static<typeof TourSessionBody>

export const addTourHost = endpoint('POST', '/tours/:id/hosts', 'tour.write', {
  summary: 'Say who receives the delegation',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: TourHostBody,
  response: { 201: ref(Tour) }
})

export const loadTourHosts = endpoint('POST', '/tours/:id/hosts/portugal', 'tour.write', {
  summary: 'Begin with the hosts of a tour to Portugal; only while there are none',
  tags,
  params,
  response: { 201: ref(Tour) }
})

export const updateTourHost = endpoint('PUT', '/tour-hosts/:id', 'tour.write', {
  summary: 'Write a host anew; takes If-Match',
  tags,
  params,
  body: TourHostBody,
  response: { 200: ref(Tour) }
})

export const removeTourHost = endpoint('DELETE', '/tour-hosts/:id', 'tour.write', {
  summary: 'Take a host off, while no session is with them',
  tags,
  params,
  response: { 200: ref(Tour) }
})

export const addTourDelegate = endpoint('POST', '/tours/:id/delegates', 'tour.write', {
  summary: 'Say who travels',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: TourDelegateBody,
  response: { 201: ref(Tour) }
})

export const updateTourDelegate = endpoint('PUT', '/tour-delegates/:id', 'tour.write', {
  summary: 'Write a member of the delegation anew; takes If-Match',
  tags,
  params,
  body: TourDelegateBody,
  response: { 200: ref(Tour) }
})

export const removeTourDelegate = endpoint('DELETE', '/tour-delegates/:id', 'tour.write', {
  summary: 'Take somebody off the delegation',
  tags,
  params,
  response: { 200: ref(Tour) }
})

export const addTourSession = endpoint('POST', '/tours/:id/sessions', 'tour.write', {
  summary: 'Put a session into the programme, by the clock of the country',
  description: 'Accepts an Idempotency-Key.',
  tags,
  params,
  body: TourSessionBody,
  response: { 201: ref(Tour) }
})

export const updateTourSession = endpoint('PUT', '/tour-sessions/:id', 'tour.write', {
  summary: 'Write a session anew; takes If-Match',
  tags,
  params,
  body: TourSessionBody,
  response: { 200: ref(Tour) }
})

export const removeTourSession = endpoint('DELETE', '/tour-sessions/:id', 'tour.write', {
  summary: 'Take a session off the programme, while nothing was noted in it',
  tags,
  params,
  response: { 200: ref(Tour) }
})

export const addTourDocument = endpoint('POST', '/tours/:id/documents', 'tour.write', {
  summary: 'Add a document: PDF, Word, Excel, PNG or JPEG up to 5 MB',
  description: 'What it is, is read from its bytes. Accepts an Idempotency-Key.',
  tags,
  params,
  body: Closed({
    name: FilledLine(200, { description: 'The name of the file' }),
    content: Type.String({
      maxLength: Math.ceil(PAPER_BYTES_MAX / 3) * 4,
      minLength: 1,
      description: 'The bytes in base64'
    })
  }),
  response: { 201: ref(Paper) }
})

export const getTourDocument = endpoint('GET', '/tour-documents/:id', 'tour.read', {
  summary: 'Download a document of a tour; the reading is noted',
  tags,
  params,
  response: { 200: Type.Unsafe<Blob>({ type: 'string', format: 'binary' }) }
})

export const removeTourDocument = endpoint('DELETE', '/tour-documents/:id', 'tour.write', {
  summary: 'Take a document back',
  tags,
  params,
  response: { 200: Type.Object({ id: Id }) }
})
