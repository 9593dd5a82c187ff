import { newKey } from '../../client'

/*
 * What was typed in a session and is not with the server yet. It stays in this tab only: it outlives a broken line, a
 * reload and the end of a session, and goes with the tab, as a phone may be another's tomorrow.
 */
const nameOf = (sessionId: string) => `ponte.note.${sessionId}`

export interface NoteDraft {
  text: string
  /** The key under which it is sent: the same text sent again is the same note. */
  key: string
}

export function readDraft(sessionId: string): NoteDraft {
  try {
    const { text, key } = JSON.parse(sessionStorage.getItem(nameOf(sessionId)) ?? '{}') as Partial<NoteDraft>
    if (typeof text === 'string' && typeof key === 'string') return { text, key }
  } catch {
    // A browser that keeps nothing, or something that is none of ours: begin anew.
  }
  return { text: '', key: newKey() }
}

/** Keeps what was typed. False where the browser keeps nothing. */
export function keepDraft(sessionId: string, draft: NoteDraft): boolean {
  try {
    if (draft.text) sessionStorage.setItem(nameOf(sessionId), JSON.stringify(draft))
    else sessionStorage.removeItem(nameOf(sessionId))
    return true
  } catch {
    return false
  }
}
