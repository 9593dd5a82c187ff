import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { AreaCode, Closed, CountryCode, Cursor, FilledLine, Id, Lines, Moment, Nullable, OneOf } from '../values.ts'
import { alertAnswers, alertLists, alertStates } from './codes.ts'

const tags = ['alerts']
const params = Closed({ id: Id })

/** The subject is the whole text of an SMS, so it is short. */
const Content = Closed({ subject: FilledLine(70), text: Lines(1500, { minLength: 1 }) })

/** Where the people live whom an alert reaches. */
const place = {
  country: CountryCode,
  area: Type.Optional(AreaCode),
  city: Type.Optional(FilledLine(120, { description: 'As people wrote it, whatever the accents and capitals' }))
}

const Controlled = (description: string) => Nullable(Type.Integer({ description }))

/**
 * What came of an alert, in people. To officers of the post whose alert it is, exact: safe + help + silent + unreachable =
 * people. To everybody else rounded to 5 and null below ten, except who asks for help: each of them is to be seen by whoever
 * can send it.
 */
export const AlertBoard = named(
  'AlertBoard',
  Type.Object({
    people: Controlled('Everybody it is about'),
    safe: Controlled('Said that they are well'),
    help: Type.Integer({ description: 'Asked for help' }),
    handled: Type.Integer({ description: 'Of those who ask for help: taken in hand' }),
    silent: Controlled('No answer yet, and a way to reach them'),
    unreachable: Controlled('No contact, or the message was refused; no answer either'),
    waiting: Controlled('Whose message has not left yet; 0 once all have left'),
    exact: Type.Boolean(),
    at: Moment
  })
)
export type AlertBoard = Static<typeof AlertBoard>

/** An emergency in a place: a message to everybody who lives there, by the core purpose. */
export const Alert = named(
  'Alert',
  Type.Object({
    id: Id,
    country: CountryCode,
    area: Nullable(AreaCode),
    city: Nullable(Type.String()),
    post: Nullable(
      Type.Object(
        { id: Id, name: Type.String() },
        { description: 'Only the people whom this post serves; null for all of the place' }
      )
    ),
    pt: Type.Object({ subject: Type.String(), text: Type.String() }),
    en: Nullable(Type.Object({ subject: Type.String(), text: Type.String() })),
    state: OneOf(codesOf(alertStates)),
    proposedBy: Nullable(Type.String({ description: 'Name of the member of staff' })),
    declaredBy: Nullable(Type.String()),
    mayDeclare: Type.Boolean({ description: 'Whether who asks is another person than who proposed it' }),
    mayCallOff: Type.Boolean({
      description: 'Whether who asks may put it aside or end it: the post whose alert it is, or communications'
    }),
    createdAt: Moment,
    declaredAt: Nullable(Moment),
    endedAt: Nullable(Moment),
    board: ref(AlertBoard)
  })
)
export type Alert = Static<typeof Alert>

export const listAlerts = endpoint('GET', '/alerts', 'alert.read', {
  summary: 'List alerts, newest first, at most 100',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(Alert)) }) }
})

export const getAlert = endpoint('GET', '/alerts/:id', 'alert.read', {
  summary: 'Show one alert and its board as it stands now',
  tags,
  params,
  response: { 200: ref(Alert) }
})

export const countAlertReach = endpoint('GET', '/alerts/reach', 'alert.write', {
  summary: 'How many people an alert would reach now',
  description: 'Exact for an officer about the own post; for others rounded to 5, and null below ten.',
  tags,
  querystring: Closed(place),
  response: { 200: Type.Object({ people: Nullable(Type.Integer()) }) }
})

export const proposeAlert = endpoint('POST', '/alerts', 'alert.write', {
  summary: 'Propose an alert; an officer’s is about the people of the own post',
  description: 'Accepts an Idempotency-Key. Nothing is sent before a second person declares it. The text stands still.',
  tags,
  body: Closed({ ...place, pt: Content, en: Type.Optional(Nullable(Content)) }),
  response: { 201: ref(Alert) }
})

const act = (verb: string, summary: string) =>
  endpoint('POST', `/alerts/:id/${verb}`, 'alert.write', { summary, tags, params, response: { 200: ref(Alert) } })

export const declareAlert = act(
  'declare',
  'Declare an alert that another person proposed, and send it; answers 409 to who proposed it'
)
export const dropAlert = act('drop', 'Put a proposed alert aside')
export const endAlert = act('end', 'End an alert: nobody answers any more')

/** Somebody whom an alert is about, as the officer of their post sees them. */
export const AlertPerson = named(
  'AlertPerson',
  Type.Object({
    id: Id,
    reference: Type.String(),
    name: Type.String(),
    city: Type.String(),
    answer: Nullable(OneOf(codesOf(alertAnswers))),
    answeredAt: Nullable(Moment),
    handledAt: Nullable(Moment),
    handledBy: Nullable(Type.String())
  })
)
export type AlertPerson = Static<typeof AlertPerson>

export const listAlertPeople = endpoint('GET', '/alerts/:id/people', 'alert.people', {
  summary: 'The people of the own post in an alert; each of them reads of it in their record',
  tags,
  params,
  querystring: Closed({
    list: OneOf(alertLists),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
  }),
  response: { 200: Type.Object({ items: Type.Array(ref(AlertPerson)), next: Nullable(Cursor) }) }
})

export const handleAlertPerson = endpoint('POST', '/alerts/:id/people/:registrantId/handle', 'alert.people', {
  summary: 'Note that somebody who asks for help is taken in hand',
  tags,
  params: Closed({ id: Id, registrantId: Id }),
  response: { 200: ref(AlertPerson) }
})

/** An alert as one of its people sees it. */
export const MyAlert = named(
  'MyAlert',
  Type.Object({
    id: Id,
    pt: Type.Object({ subject: Type.String(), text: Type.String() }),
    en: Nullable(Type.Object({ subject: Type.String(), text: Type.String() })),
    declaredAt: Moment,
    endedAt: Nullable(Moment),
    answer: Nullable(OneOf(codesOf(alertAnswers))),
    answeredAt: Nullable(Moment)
  })
)
export type MyAlert = Static<typeof MyAlert>

const answer = OneOf(codesOf(alertAnswers))

export const listMyAlerts = endpoint('GET', '/me/alerts', 'record.self', {
  summary: 'The alerts that were sent to the person, newest first, at most 100',
  tags: ['my alerts'],
  response: { 200: Type.Object({ items: Type.Array(ref(MyAlert)) }) }
})

export const answerMyAlert = endpoint('PUT', '/me/alerts/:id/answer', 'record.self', {
  summary: 'Answer an alert; the last answer counts',
  tags: ['my alerts'],
  params,
  body: Closed({ answer }),
  response: { 200: ref(MyAlert) }
})

/** Whom it was for is sealed in the token that stands in the message. */
const AnswerToken = FilledLine(120, { minLength: 40 })

/** What the link of a message shows: the alert, never the person. */
export const AlertCall = named(
  'AlertCall',
  Type.Object({
    pt: Type.Object({ subject: Type.String(), text: Type.String() }),
    en: Nullable(Type.Object({ subject: Type.String(), text: Type.String() })),
    ended: Type.Boolean(),
    people: Type.Integer({ description: 'How many people the contact stands for; the answer is for all of them' }),
    answer: Nullable(answer)
  })
)
export type AlertCall = Static<typeof AlertCall>

export const openAlertCall = endpoint('POST', '/alert-calls', 'public', {
  summary: 'Read the alert of a message without signing in',
  tags,
  body: Closed({ token: AnswerToken }),
  response: { 200: ref(AlertCall) }
})

export const answerAlertCall = endpoint('POST', '/alert-calls/answer', 'public', {
  summary: 'Answer the alert of a message without signing in; the last answer counts',
  tags,
  body: Closed({ token: AnswerToken, answer }),
  response: { 200: ref(AlertCall) }
})
