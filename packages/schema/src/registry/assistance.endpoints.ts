import { Type } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, ref } from '../endpoint.ts'
import { AreaCode, Closed, CountryCode, FilledLine, Id, InterfaceLanguage, Line, Nullable, OneOf } from '../values.ts'
import { contactOwnerships, purposes, states } from './codes.ts'
import { ContactAddress } from './contact.ts'
import { ErasureReceipt } from './record.endpoints.ts'
import { Registrant } from './registrants.endpoints.ts'

/*
 * What an officer does for a person who cannot: who has no contact, no phone at hand, or does not read. Each act takes a
 * reason, which the person can read.
 */
const tags = ['registrants']
const params = Closed({ id: Id })
/** A contact for which the officer vouches, and whose it is. */
const vouched = {
  ownership: OneOf(codesOf(contactOwnerships)),
  whatsapp: Type.Optional(Type.Boolean())
}
const reason = FilledLine(200, { minLength: 5, description: 'Kept, and shown to the person' })

export const setRegistrantContact = endpoint('POST', '/registrants/:id/contact', 'registrant.write', {
  summary: 'Set or replace the contact of a person whom the officer has seen; the old contact is told',
  description: 'The officer vouches for the contact, so it is verified. The sessions of the person end.',
  tags,
  params,
  body: Closed({
    contact: ContactAddress,
    ...vouched,
    reason
  }),
  response: { 200: ref(Registrant) }
})

export const setRegistrantConsent = endpoint('PUT', '/registrants/:id/consents/:purpose', 'registrant.write', {
  summary: 'Write down that the person gives or withdraws consent for one purpose, on their own word',
  tags,
  params: Closed({ id: Id, purpose: OneOf(codesOf(purposes)) }),
  body: Closed({
    given: Type.Boolean(),
    noticeVersion: Line(40, { minLength: 1 }),
    language: InterfaceLanguage,
    reason
  }),
  response: { 200: ref(Registrant) }
})

export const changeRegistrantState = endpoint('POST', '/registrants/:id/state', 'registrant.write', {
  summary: 'Say that the person moved, returned, cannot be reached or has died',
  description: 'After a move the record may belong to another post; this answer is then the last that shows it here.',
  tags,
  params,
  body: Closed({
    state: OneOf(codesOf(states)),
    country: Type.Optional(CountryCode),
    area: Type.Optional(Nullable(AreaCode)),
    reason
  }),
  response: { 200: ref(Registrant) }
})

export const claimRegistrant = endpoint('POST', '/registrants/:id/claim', 'registrant.write', {
  summary: 'Hand the record that a guardian made to its person, who is of age and present',
  description:
    'Answers 409 before the person is of age for sure, and for a record that has no guardian. The contact takes the place ' +
    'of the one that the guardian gave; with null the record has none. Ends its sessions.',
  tags,
  params,
  body: Closed({ contact: Nullable(Closed({ address: ContactAddress, ...vouched })), reason }),
  response: { 200: ref(Registrant) }
})

export const eraseRegistrant = endpoint('POST', '/registrants/:id/erase', 'registrant.write', {
  summary: 'Erase the record for a person who asks for it; answers with the receipt to hand over',
  tags,
  params,
  body: Closed({ confirm: Type.Literal(true), reason }),
  response: { 200: ref(ErasureReceipt) }
})
