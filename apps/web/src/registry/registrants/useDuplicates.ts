import type { RegistrantRow } from '@ponte/schema'
import { shallowRef } from 'vue'
import { searchPeople } from './findPeople'
import { fullName } from './names'
import type { PersonValues } from './person'

const YEARS_APART_MAX = 2
const SHOWN_MAX = 3

/** People of the post with a name like the one being typed: perhaps they are registered already. */
export function useDuplicates(values: PersonValues) {
  const found = shallowRef<RegistrantRow[]>([])
  let asked = ''

  /** Asked once for a name, when both boxes and the year stand: each search is noted in the audit. */
  async function look() {
    const name = fullName({ givenNames: values.givenNames.trim(), surnames: values.surnames.trim() })
    const year = Number(values.birth.year)
    if (!values.givenNames.trim() || !values.surnames.trim() || values.birth.year.length !== 4) return
    if (asked === `${name} ${year}`) return
    asked = `${name} ${year}`
    // Only a help: without an answer one goes on as if nobody had been found.
    const rows = await searchPeople(name).catch(() => [])
    found.value = rows.filter(({ birthYear }) => Math.abs(birthYear - year) <= YEARS_APART_MAX).slice(0, SHOWN_MAX)
  }
  function clear() {
    asked = ''
    found.value = []
  }
  return { found, look, clear }
}
