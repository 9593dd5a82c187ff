import type { Contact, ContactAddress } from '@ponte/schema'
import { useTexts } from '../../i18n'
import type { Messages } from '../../composables/useForm'
import type { CounterValues } from './counter'

/** The contact of somebody who stands before the officer, as it is typed in a dialog. */
export interface ContactValues {
  contact: CounterValues['contact']
}

export const emptyContact = (): ContactValues => ({
  contact: { kind: 'phone', value: '', ownership: '', whatsapp: false }
})

/** What the server calls the fields, and what the dialog does. */
export const contactNames = {
  ownership: 'contact.ownership',
  'contact.address.value': 'contact.value',
  'contact.address': 'contact.value',
  contact: 'contact.value'
}

/** Who has a contact says which, and whose it is. */
export function useContactCheck() {
  const { t } = useTexts()
  return ({ contact: { kind, value, ownership } }: ContactValues): Messages =>
    kind === 'none'
      ? {}
      : {
          'contact.value': value.trim() ? undefined : t(`assistance.contact.missing.${kind}`),
          'contact.ownership': ownership ? undefined : t('personQuestions.missing.ownership')
        }
}

/** As the server takes it; null for none. */
export const vouchedContact = ({ kind, value, ownership, whatsapp }: CounterValues['contact']) =>
  kind === 'none'
    ? null
    : {
        address: { kind: kind as ContactAddress['kind'], value: value.trim() },
        ownership: ownership as NonNullable<Contact['ownership']>,
        ...(kind === 'phone' && { whatsapp })
      }
