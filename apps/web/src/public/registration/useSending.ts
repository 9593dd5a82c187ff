import { createRegistration, type Registration } from '@ponte/schema'
import { inject, provide, type InjectionKey } from 'vue'
import { useRouter } from 'vue-router'
import { call, newKey, OfflineError, ProblemError } from '../../client'
import { contactOf, toBody, type Answers } from './answers'
import type { Sent } from './kept'
import { isProblem } from './refusals'
import { useProof, type Proof } from './useProof'
import type { RegistrationUnderWay } from './useRegistration'

const withoutProof = (json: string) => {
  const { proof: _, ...rest } = JSON.parse(json) as { proof?: unknown }
  return JSON.stringify(rest)
}

/** Sends the registration so that it arrives once, however often the line is cut. */
function createSending(registration: RegistrationUnderWay) {
  const { form, pending, asked, keep } = registration
  const proof = useProof()
  const router = useRouter()
  /** What the next person on the same phone need not say again. Lives as long as the page. */
  let carried: Partial<Answers> = {}

  async function post() {
    const { key, body } = pending.value!
    return call(createRegistration, { body: JSON.parse(body) as never }, { idempotencyKey: key })
  }

  /** The request with its key, held before it goes out. One whose answer never came keeps its key and its proof. */
  async function hold(website: string) {
    const old = pending.value && (JSON.parse(pending.value.body) as { proof?: Proof })
    const solved = form.values.whom === 'helper' ? undefined : (old?.proof ?? (await proof.get()))
    const body = JSON.stringify(toBody(form.values, { asked: asked.value, proof: solved, website }))
    const previous = pending.value
    pending.value = { key: previous?.key ?? newKey(), body }
    keep()
    return previous && withoutProof(previous.body) !== withoutProof(body) ? previous : undefined
  }

  async function send(website: string): Promise<Registration> {
    const previous = await hold(website)
    try {
      return await post()
    } catch (error) {
      if (error instanceof OfflineError) throw error
      if (isProblem(error, 'idempotency-key-reused') && previous) {
        // The first request did arrive, with other answers: that person is there, and a second one is not made.
        pending.value = previous
        return post()
      }
      // A server that failed may have written it down before.
      if (error instanceof ProblemError && error.status < 500) pending.value = undefined
      if (!isProblem(error, 'proof-needed') || form.values.whom === 'helper') throw error
      proof.drop()
      await hold(website)
      return post()
    }
  }

  function remember(sent: Registration): Sent {
    const { device, notice, whom, helped, helperCode } = form.values
    const { kind, value } = contactOf(form.values)
    const contact = kind === 'none' ? null : { kind, value, masked: sent.sentTo ?? value }
    carried = {
      device,
      notice: { ...notice, carried: true },
      carriedContact: contact,
      ...(whom === 'helper' && { whom, helped, helperCode })
    }
    return {
      id: sent.id,
      token: sent.token,
      next: sent.next,
      sentTo: sent.sentTo,
      reference: sent.reference,
      postName: sent.postName,
      resendAt: Date.now() + sent.resendAfterSeconds * 1000,
      device,
      noticeVersion: notice.version,
      opened: false
    }
  }

  /** Sends, and wipes what was typed once it has arrived. */
  async function submit(website: string) {
    const done = await form.submit(async () => {
      registration.holdSent(remember(await send(website)))
      proof.drop()
    })
    if (!done) return registration.leadToError()
    await router.replace(registration.linkTo(registration.sent.value!.next === 'code' ? 'code' : 'done'))
    registration.wipe()
  }

  /** Another person on the same phone. */
  function again() {
    registration.begin()
    Object.assign(form.values, carried)
    registration.holdSent(undefined)
    return router.push(registration.linkTo('whom'))
  }

  return { submit, again, prepare: () => void proof.get().catch(() => undefined) }
}

type Sending = ReturnType<typeof createSending>
const key: InjectionKey<Sending> = Symbol('sending')

export function provideSending(registration: RegistrationUnderWay) {
  const sending = createSending(registration)
  provide(key, sending)
  return sending
}

/** How to send the registration, for a step. */
export const useSending = () => inject(key)!
