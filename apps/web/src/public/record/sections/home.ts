import { needs as needList } from '@ponte/schema'
import EmergencyFields from '../fields/EmergencyFields.vue'
import HouseholdFields from '../fields/HouseholdFields.vue'
import NeedsFields from '../fields/NeedsFields.vue'
import { isCount, numberOrNull, section, text } from '../section'

/** Whom to call when something happens to the person. Has its own notice, as it is about somebody else. */
export const emergency = section({
  key: 'emergency',
  isForChildren: true,
  fields: EmergencyFields,
  read: ({ details }) => ({ name: '', phone: '', relation: '', ...details.emergencyContact }),
  write: ({ name, phone, relation }) => {
    const isEmpty = !(name + phone + relation).trim()
    const contact = { name: name.trim(), phone: phone.trim(), relation: relation.trim() }
    return { details: { emergencyContact: isEmpty ? null : contact } }
  },
  check: ({ name, phone, relation }) => ({
    name: (phone + relation).trim() && !name.trim() ? 'required' : undefined,
    phone: (name + relation).trim() && phone.replace(/\D/g, '').length < 7 ? 'phoneMissing' : undefined
  }),
  summary: ({ details: { emergencyContact: one } }) => (one ? [one.name, one.relation, one.phone].filter(Boolean) : [])
})

/** Counts only, never who lives with whom. */
export const household = section({
  key: 'household',
  isForChildren: true,
  fields: HouseholdFields,
  read: ({ details }) => ({
    householdAdults: text(details.householdAdults),
    householdChildren: text(details.householdChildren)
  }),
  write: ({ householdAdults, householdChildren }) => ({
    details: { householdAdults: numberOrNull(householdAdults), householdChildren: numberOrNull(householdChildren) }
  }),
  check: ({ householdAdults, householdChildren }) => ({
    householdAdults: isCount(householdAdults, 50) ? undefined : 'count',
    householdChildren: isCount(householdChildren, 50) ? undefined : 'count'
  }),
  summary: ({ details: { householdAdults: adults, householdChildren: children } }, { t }) => [
    ...(adults === null || adults === undefined ? [] : [t('record.household.adults', adults)]),
    ...(children === null || children === undefined ? [] : [t('record.household.children', children)])
  ]
})

/** Documents are what moves people. */
export const needs = section({
  key: 'needs',
  isForChildren: true,
  fields: NeedsFields,
  read: ({ details }) => ({ needs: [...(details.needs ?? [])] }),
  write: (values) => ({ details: values }),
  summary: ({ details }, { label }) => (details.needs ?? []).map((code) => label(needList, code))
})
