import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import type { ContactAddress } from '@ponte/schema'

const EMAIL = /^[^\s@"(),:;<>[\]\\]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,63}$/i

export interface NormalisedContact {
  kind: 'phone' | 'email'
  /** E.164 or a lower-case address: what is sealed, hashed and sent to. */
  value: string
  /** Country of the number, for limits on SMS. */
  phoneCountry: string | null
}

/** A contact in the one form in which it is compared, or null if nobody could be reached there. */
export function normaliseContact({ kind, value }: ContactAddress, country: string): NormalisedContact | null {
  if (kind === 'email') {
    const email = value.normalize('NFKC').trim().toLowerCase()
    return email.length <= 254 && EMAIL.test(email) ? { kind, value: email, phoneCountry: null } : null
  }
  const digits = value.replace(/^\s*00/, '+')
  const number = parsePhoneNumberFromString(digits, country as CountryCode)
  if (
    !number?.isValid() ||
    ['FIXED_LINE', 'PREMIUM_RATE', 'TOLL_FREE', 'SHARED_COST', 'UAN', 'PAGER', 'VOICEMAIL'].includes(
      number.getType() ?? ''
    )
  )
    return null
  return { kind, value: number.number, phoneCountry: number.country ?? null }
}

/** A contact as it may be shown back: enough to recognise it, too little to use it. */
export function maskContact({ kind, value }: { kind: string; value: string }): string {
  if (kind === 'phone') return `${value.slice(0, 4)} ••• ••${value.slice(-2)}`
  const [local = '', domain = ''] = value.split('@')
  return `${local.slice(0, 1)}•••@${domain}`
}
