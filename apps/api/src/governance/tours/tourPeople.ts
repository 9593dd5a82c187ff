import type { TourDelegateBody, TourHostBody } from '@ponte/schema'
import { classKey, seal, unseal } from '../../db/sealing.ts'
import type { Keys } from '../../keys.ts'

/** People of a tour stand sealed: whom one meets at a host, and who travels. */
type Contact = Pick<TourHostBody, 'contactName' | 'contactEmail'>
type Person = Pick<TourDelegateBody, 'name' | 'function' | 'email'>

const contactPlace = (row: string) => ({ table: 'tour_hosts', column: 'contact_sealed', row })
const personPlace = (row: string) => ({ table: 'tour_delegates', column: 'person_sealed', row })
const key = (keys: Keys) => classKey(keys, 'tours')

export const sealContact = (keys: Keys, id: string, { contactName, contactEmail }: Contact): Buffer =>
  seal(key(keys), contactPlace(id), { contactName: contactName?.trim() || null, contactEmail })

export const openContact = (keys: Keys, id: string, sealed: Buffer): Contact =>
  unseal<Contact>(key(keys), contactPlace(id), sealed)

export const sealPerson = (keys: Keys, id: string, { name, function: role, email }: Person): Buffer =>
  seal(key(keys), personPlace(id), { name: name.trim(), function: role?.trim() || null, email })

export const openPerson = (keys: Keys, id: string, sealed: Buffer): Person =>
  unseal<Person>(key(keys), personPlace(id), sealed)
