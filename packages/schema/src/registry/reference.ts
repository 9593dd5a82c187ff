import { Type } from 'typebox'

export * from './referenceDigits.ts'

/** A reference number: nine random digits and a check digit, said as three groups, "482 719 3650". */
export const Reference = Type.String({
  pattern: '^[0-9]{3} ?[0-9]{3} ?[0-9]{4}$',
  maxLength: 12,
  examples: ['482 719 3650']
})
