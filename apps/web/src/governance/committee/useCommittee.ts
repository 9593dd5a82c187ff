import { useQuery, useQueryCache } from '@pinia/colada'
import {
  createMandate,
  createSeat,
  getCommittee,
  listSeats,
  loadExampleSeats,
  updateMandate,
  updateSeat,
  type Mandate,
  type MandateCreate
} from '@ponte/schema'
import { computed } from 'vue'
import { call } from '../../client'

/** How the committee is today. */
export const useHealth = () => useQuery({ key: [getCommittee.url], query: () => call(getCommittee) })

/** The seats with everybody who has held them, and what day it is for the committee. */
export function useSeats() {
  const query = useQuery({ key: [listSeats.url], query: () => call(listSeats) })
  return {
    ...query,
    seats: computed(() => query.data.value?.items ?? []),
    today: computed(() => query.data.value?.today ?? '')
  }
}

export function useSeatChanges() {
  const cache = useQueryCache()
  const after = async <T>(work: Promise<T>) => {
    const made = await work
    await Promise.all([listSeats, getCommittee].map(({ url }) => cache.invalidateQueries({ key: [url] })))
    return made
  }
  return {
    loadExample: () => after(call(loadExampleSeats)),
    addSeat: (institution: string) => after(call(createSeat, { body: { institution } })),
    endSeat: (id: string, version: number, endedOn: string) =>
      after(call(updateSeat, { params: { id }, body: { endedOn } }, { ifMatch: `"${version}"` })),
    addMandate: (id: string, body: MandateCreate) => after(call(createMandate, { params: { id }, body })),
    endMandate: ({ id, version }: Mandate, endsOn: string) =>
      after(call(updateMandate, { params: { id }, body: { endsOn } }, { ifMatch: `"${version}"` }))
  }
}

type Term = Pick<Mandate, 'kind' | 'startsOn' | 'endsOn'>

/** Who holds a seat, or stands in for it, on a day. */
export const holderOf = <T extends Term>(mandates: readonly T[], kind: Term['kind'], day: string): T | undefined =>
  mandates.find((one) => one.kind === kind && one.startsOn <= day && (!one.endsOn || day <= one.endsOn))

/** Where a mandate stands on a day. */
export const termState = ({ startsOn, endsOn }: Pick<Mandate, 'startsOn' | 'endsOn'>, day: string) =>
  startsOn > day ? 'coming' : endsOn && endsOn < day ? 'over' : 'running'
