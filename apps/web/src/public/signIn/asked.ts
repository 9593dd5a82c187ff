import { ref } from 'vue'

/** A code that was asked for: its number and when another one may follow. The contact itself is not kept. */
export interface Asked {
  id: string
  resendAt: number
}

const NAME = 'ponte.signIn'

/** What was typed as the contact, as long as the page lives: to ask for another code without typing it again. */
export const contact = ref<{ kind: 'phone' | 'email'; value: string }>({ kind: 'phone', value: '' })

export function readAsked(): Asked | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(NAME) ?? 'null') as Asked | null) ?? undefined
  } catch {
    return undefined
  }
}

export function keepAsked(asked: Asked | undefined) {
  try {
    if (asked) sessionStorage.setItem(NAME, JSON.stringify(asked))
    else sessionStorage.removeItem(NAME)
  } catch {
    // Without storage a reload of the code page begins anew.
  }
}
