import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, Id, InterfaceLanguage, Line, Nullable, OneOf, Secret } from '../values.ts'
import { purposes } from './codes.ts'
import { Contact, ContactAddress } from './contact.ts'
import { Guardian, Person } from './person.ts'

const tags = ['registration']

/** A campaign's code as it stands in a link or on a poster. */
export const CampaignCode = Type.String({ pattern: '^[A-Za-z0-9-]{2,24}$', maxLength: 24 })
/** A helper's code, eight characters that cannot be mistaken for others. */
export const HelperCode = Type.String({ pattern: '^[A-Za-z0-9]{4}[- ]?[A-Za-z0-9]{4}$', maxLength: 9 })

export const Notice = named(
  'Notice',
  Type.Object({
    purpose: OneOf(codesOf(purposes)),
    version: Type.String(),
    language: InterfaceLanguage,
    title: Type.String(),
    paragraphs: Type.Array(Type.String())
  })
)
export type Notice = Static<typeof Notice>

export const listNotices = endpoint('GET', '/notices', 'public', {
  summary: 'The notice of the registry and the text of each purpose, as in force',
  tags,
  querystring: Closed({ language: Type.Optional(InterfaceLanguage) }),
  response: { 200: Type.Object({ items: Type.Array(ref(Notice)) }) }
})

export const getRegistrationChallenge = endpoint('GET', '/registrations/challenge', 'public', {
  summary: 'A proof of work to solve while the form is filled in',
  description: 'Find a nonce so that SHA-256 of `challenge.nonce` begins with `difficulty` zero bits.',
  tags,
  response: { 200: Type.Object({ challenge: Type.String(), difficulty: Type.Integer() }) }
})

/** A registration as the form sends it. */
export const RegistrationCreate = Closed({
  forWhom: OneOf(['self', 'child']),
  person: Person,
  adult: Type.Optional(Type.Boolean({ description: 'Where the year of birth leaves the age open' })),
  oldEnough: Type.Optional(
    Type.Boolean({ description: 'Where the year of birth leaves open whether a guardian is needed' })
  ),
  guardian: Type.Optional(Guardian),
  contact: Contact,
  notice: Closed({ version: Line(40, { minLength: 1 }), language: InterfaceLanguage, accepted: Type.Literal(true) }),
  campaignCode: Type.Optional(Nullable(CampaignCode)),
  helperCode: Type.Optional(Nullable(HelperCode)),
  proof: Type.Optional(Closed({ challenge: Line(300, { minLength: 1 }), nonce: Line(40, { minLength: 1 }) })),
  website: Type.Optional(Type.String({ maxLength: 200, description: 'Leave empty; only bots fill it in' }))
})
export type RegistrationCreate = Static<typeof RegistrationCreate>

/** What a registration needs next. The token stays with the browser that registered. */
export const Registration = named(
  'Registration',
  Type.Object({
    id: Id,
    token: Type.String(),
    next: OneOf(['code', 'done', 'post']),
    sentTo: Nullable(Type.String({ description: 'The contact, masked' })),
    resendAfterSeconds: Type.Integer(),
    reference: Nullable(Type.String()),
    postName: Nullable(Type.String())
  })
)
export type Registration = Static<typeof Registration>

export const createRegistration = endpoint('POST', '/registrations', 'public', {
  summary: 'Register',
  description:
    'First GET /notices and send the version that was shown; then GET /registrations/challenge and send its solution in `proof`, which is needed unless a helper’s code is given. The answer says what comes next: POST /registrations/:id/confirm with its token and the code that was sent. Accepts an Idempotency-Key.',
  tags,
  body: RegistrationCreate,
  response: { 201: ref(Registration) }
})

export const confirmRegistration = endpoint('POST', '/registrations/:id/confirm', 'public', {
  summary: 'Confirm with the one-time code',
  tags,
  params: Closed({ id: Id }),
  body: Closed({ token: Secret, code: Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 }) }),
  response: { 200: ref(Registration) }
})

export const resendRegistrationCode = endpoint('POST', '/registrations/:id/resend', 'public', {
  summary: 'Send another code',
  tags,
  params: Closed({ id: Id }),
  body: Closed({ token: Secret }),
  response: { 202: ref(Registration) }
})

export const mendRegistrationContact = endpoint('PATCH', '/registrations/:id/contact', 'public', {
  summary: 'Correct a mistyped contact before it is confirmed',
  tags,
  params: Closed({ id: Id }),
  body: Closed({ token: Secret, contact: ContactAddress }),
  response: { 202: ref(Registration) }
})

export const checkHelperCode = endpoint('POST', '/helpers/check', 'public', {
  summary: "Is this helper's code good for another registration?",
  tags,
  body: Closed({ code: HelperCode }),
  response: { 200: Type.Object({ usable: Type.Boolean() }) }
})
