import * as contract from '@ponte/schema'
import type { MyOpportunities, PlacementOutcome } from '@ponte/schema'
import { ref } from 'vue'
import { call, newKey } from '../../../client'
import { linkCode } from '../../registration/linkCodes'

/** What goes out without an answer is sent again under its key, so that it is not there twice. */
function useKey() {
  let sent = { body: '', key: '' }
  return (body: object) => {
    const json = JSON.stringify(body)
    if (sent.body !== json) sent = { body: json, key: newKey() }
    return sent.key
  }
}

/** Open opportunities, why they fit, and where the person stands. */
export function useMyOpportunities() {
  const data = ref<MyOpportunities>()
  const failure = ref<unknown>()
  const keyFor = useKey()

  async function load() {
    failure.value = undefined
    try {
      data.value = await call(contract.listMyOpportunities)
    } catch (error) {
      failure.value = error
    }
  }
  async function act(work: Promise<unknown>) {
    await work
    await load()
  }
  const body = (text: string) => ({ text })
  return {
    data,
    failure,
    load,
    offer: (id: string, message: string) =>
      act(
        call(
          contract.showInterest,
          { params: { id }, body: { message, campaignCode: linkCode('campaign') || null } },
          { idempotencyKey: keyFor({ id, message }) }
        )
      ),
    answer: (id: string, yes: boolean) => act(call(contract.answerInvitation, { params: { id }, body: { yes } })),
    withdraw: (id: string) => act(call(contract.withdrawApplication, { params: { id } })),
    write: (id: string, text: string, count: number) =>
      act(
        call(
          contract.writeToProgramme,
          { params: { id }, body: body(text) },
          { idempotencyKey: keyFor({ id, text, count }) }
        )
      ),
    tell: (id: string, months: '6' | '12', outcome: PlacementOutcome) =>
      act(call(contract.recordMyOutcome, { params: { id }, body: { months, outcome, words: null } }))
  }
}
export type MyOpportunityActs = ReturnType<typeof useMyOpportunities>
