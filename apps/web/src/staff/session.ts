import { getSession, signOut, type Permission, type Session } from '@ponte/schema'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { call } from '../client'

/** Who is signed in, and what they may do. */
export const useSession = defineStore('session', () => {
  const session = ref<Session>({ kind: 'nobody', permissions: [] })
  const isKnown = ref(false)
  const isStaff = computed(() => session.value.kind === 'staff')

  async function load() {
    set(await call(getSession))
  }

  function set(next: Session) {
    session.value = next
    isKnown.value = true
  }

  async function end() {
    await call(signOut)
    set({ kind: 'nobody', permissions: [] })
  }

  const may = (permission: Permission) => permission === 'public' || session.value.permissions.includes(permission)

  return { session, isKnown, isStaff, load, set, end, may }
})
