import { Type, type Static } from 'typebox'
import { Closed, Line, OneOf } from '../values.ts'
import { codesOf } from '../codes.ts'
import { contactKinds, contactOwnerships } from './codes.ts'

/** A phone number as people write it (with +, the country's code, spaces) or an e-mail address. */
export const ContactAddress = Closed({
  kind: OneOf(['phone', 'email']),
  value: Line(254, { minLength: 3, examples: ['+27 82 123 4567'] })
})
export type ContactAddress = Static<typeof ContactAddress>

/** How the post reaches the person: mobile, e-mail, or none. */
export const Contact = Closed({
  kind: OneOf(codesOf(contactKinds)),
  value: Type.Optional(Line(254)),
  ownership: Type.Optional(OneOf(codesOf(contactOwnerships))),
  whatsapp: Type.Optional(Type.Boolean())
})
export type Contact = Static<typeof Contact>
