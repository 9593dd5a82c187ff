import {
  getSession,
  getSettings,
  refreshSession,
  signOut,
  type Output,
  type Permission,
  type Session
} from '@ponte/schema'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { call, ProblemError } from '../client'
import { remembered } from '../composables/remembered'
import { keepPreferences, notePreferences, restorePreferences } from './preferences'

export type Settings = Output<typeof getSettings>

const nobody: Session = { kind: 'nobody', permissions: [] }
/** Whether asking for a renewed session makes sense: without one, the refusal would clear what the browser keeps. */
const wasSignedIn = remembered('signedIn', false)

/** Who is signed in, and what they may do on this deployment. */
export const useSession = defineStore('session', () => {
  const session = ref<Session>(nobody)
  const settings = ref<Settings>()
  const isKnown = ref(false)
  /** The session ended while a page was open: the page waits, out of sight, for its person to come back. */
  const hasEnded = ref(false)
  /** Why it is not known who is signed in. */
  const failure = shallowRef<unknown>()
  const isStaff = computed(() => session.value.kind === 'staff')

  /** Asks who is signed in. Without an answer nothing of a page is shown but that, and a way to ask again. */
  async function load() {
    try {
      await ask()
      failure.value = undefined
    } catch (error) {
      failure.value = error
    }
  }

  async function ask() {
    const [found, facts] = await Promise.all([call(getSession), settings.value ?? call(getSettings)])
    settings.value = facts
    set(found.kind === 'nobody' && wasSignedIn.read() ? await renew() : found)
  }

  /** The short-lived cookie may be over while the one that renews it still holds. */
  const renew = () =>
    keepPreferences(() => call(refreshSession)).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error
      return nobody
    })

  function set(next: Session) {
    session.value = next
    isKnown.value = true
    hasEnded.value = false
    notePreferences()
    wasSignedIn.write(next.kind === 'staff')
  }

  async function end() {
    await keepPreferences(() => call(signOut))
    set(nobody)
  }

  /** The server no longer knows the session. Who never had one is simply nobody. */
  function lapse() {
    restorePreferences()
    if (isStaff.value) hasEnded.value = true
    else set(nobody)
  }

  /** Has another person signed in meanwhile, in another tab? Whatever cannot be asked now is asked later. */
  const isSomebodyElse = () =>
    call(getSession).then(
      ({ kind, id }) => kind === 'staff' && id !== session.value.id,
      () => false
    )

  const may = (permission: Permission) =>
    permission === 'public' ||
    (permission === 'development' && !!settings.value?.development) ||
    session.value.permissions.includes(permission)

  return { session, settings, failure, isKnown, isStaff, hasEnded, load, set, end, lapse, isSomebodyElse, may }
})
