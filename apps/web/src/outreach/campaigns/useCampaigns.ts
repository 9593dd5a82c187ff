import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import { funnelSteps } from '@ponte/schema'
import type { Campaign, Input } from '@ponte/schema'
import { computed } from 'vue'
import { call, callWithMeta, newKey } from '../../client'

/** All campaigns with how far each has come, newest first. */
export function useCampaigns() {
  const query = useQuery({ key: [contract.listCampaigns.url], query: () => call(contract.listCampaigns) })
  return { ...query, items: computed(() => query.data.value?.items ?? []) }
}

/** By which way registrations came in the last twelve months. */
export const useArrivals = () =>
  useQuery({ key: [contract.getArrivals.url], query: () => call(contract.getArrivals), staleTime: 60_000 })

export const readCampaign = (id: string) => callWithMeta(contract.getCampaign, { params: { id } })

/** One campaign with its version. */
export const useCampaign = (id: () => string) =>
  useQuery({
    key: () => [contract.getCampaign.url, id()],
    query: () => readCampaign(id()),
    refetchOnWindowFocus: false
  })

/** What a campaign brought, by link and by day. */
export const useResults = (id: () => string) =>
  useQuery({
    key: () => [contract.getCampaignResults.url, id()],
    query: () => call(contract.getCampaignResults, { params: { id: id() } })
  })

export function useCampaignChanges() {
  const cache = useQueryCache()
  const refresh = async () => {
    const urls = [contract.listCampaigns.url, contract.getCampaign.url, contract.getCampaignResults.url]
    await Promise.all(urls.map((url) => cache.invalidateQueries({ key: [url] })))
  }
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await refresh()
    return done
  }
  return {
    create: (body: Input<typeof contract.createCampaign>['body'], key = newKey()) =>
      then(call(contract.createCampaign, { body }, { idempotencyKey: key })),
    update: (id: string, body: Input<typeof contract.updateCampaign>['body'], etag: string) =>
      then(call(contract.updateCampaign, { params: { id }, body }, { ifMatch: etag })),
    finish: (id: string) => then(call(contract.finishCampaign, { params: { id } })),
    addLink: (id: string, body: Input<typeof contract.createLink>['body'], key = newKey()) =>
      then(call(contract.createLink, { params: { id }, body }, { idempotencyKey: key })),
    changeLink: (id: string, linkId: string, body: Input<typeof contract.updateLink>['body']) =>
      then(call(contract.updateLink, { params: { id, linkId }, body }))
  }
}

/** What counts towards the goal, by the aim of the campaign, and where the answers hold what one of them cost. */
export const countedBy = {
  registrations: { step: 'confirmed', cost: 'costPerConfirmed' },
  interest: { step: 'interested', cost: 'costPerInterested' }
} as const satisfies Record<Campaign['aim'], object>

/** The steps that a campaign with this aim follows: interest only where it is the goal. */
export const stepsOf = (aim: Campaign['aim']) =>
  funnelSteps.filter(({ code }) => code !== 'interested' || aim === 'interest')

export type CampaignState = 'planned' | 'running' | 'over' | 'finished'

/** Where a campaign stands on a day: who finished it said so; else its dates say it. */
export function stateOf(
  { finishedAt, startsOn, endsOn }: Pick<Campaign, 'finishedAt' | 'startsOn' | 'endsOn'>,
  today: string
): CampaignState {
  if (finishedAt) return 'finished'
  if (today < startsOn) return 'planned'
  return today > endsOn ? 'over' : 'running'
}

export const stateKinds = { planned: 'plain', running: 'ok', over: 'warn', finished: 'plain' } as const

export const todayIs = () => new Date().toISOString().slice(0, 10)
