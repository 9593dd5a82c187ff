import type { Answers } from './answers'

/*
 * What stays on the phone. On a shared phone it lives until the tab closes. On somebody's own it stays for seven days,
 * and a new tab shows nothing of it before a question that only that person answers: the year of birth.
 */
const NAME = 'ponte.registration'
const NAME_SENT = 'ponte.registration.sent'
const DAYS_KEPT = 7
const TRIES_MAX = 2

/** A request whose answer never came: it may have arrived, so it is repeated with its own key. */
export interface PendingSend {
  key: string
  /** JSON of the request's body. */
  body: string
}

export interface Draft {
  savedAt: number
  answers: Answers
  pending?: PendingSend
  /** Wrong answers to the question on return. */
  tries?: number
}

/** All that is kept once it was sent: nothing that was typed. */
export interface Sent {
  id: string
  token: string
  next: 'code' | 'done' | 'post'
  sentTo: string | null
  reference: string | null
  postName: string | null
  /** When another code may be asked for. */
  resendAt: number
  device: Answers['device']
  noticeVersion: string
  /** The code was right: this browser has the record open. */
  opened: boolean
}

// Storage may be full or forbidden: then everything lives as long as the page, and nothing fails.
function read<T>(area: () => Storage, name: string): T | undefined {
  try {
    return (JSON.parse(area().getItem(name) ?? 'null') as T | null) ?? undefined
  } catch {
    return undefined
  }
}
function write(area: () => Storage, name: string, value: unknown) {
  try {
    if (value === undefined) area().removeItem(name)
    else area().setItem(name, JSON.stringify(value))
  } catch {
    // As above.
  }
}
const ofTab = () => sessionStorage
const ofDevice = () => localStorage

/** Without a year of birth there is no question to ask on return, so it lives in the tab only. */
const mayStay = ({ device, person }: Answers) => device === 'mine' && /^\d{4}$/.test(person.birthYear)

export function keepDraft(draft: Draft) {
  write(ofTab, NAME, draft)
  write(ofDevice, NAME, mayStay(draft.answers) ? draft : undefined)
}

export function wipeDraft() {
  write(ofTab, NAME, undefined)
  write(ofDevice, NAME, undefined)
}

/** What this tab has typed so far. */
export const readDraft = () => read<Draft>(ofTab, NAME)

/** What another visit left behind on a phone of one's own. It is not to be shown yet. */
export function readLockedDraft(now = Date.now()): Draft | undefined {
  const draft = read<Draft>(ofDevice, NAME)
  if (!draft) return undefined
  if (now - draft.savedAt < DAYS_KEPT * 86_400_000 && mayStay(draft.answers)) return draft
  wipeDraft()
  return undefined
}

/** Opens what was left behind, counts a wrong answer, or wipes everything after the second. */
export function unlockDraft(birthYear: string): Draft | 'wrong' | 'wiped' {
  const draft = readLockedDraft()
  if (!draft) return 'wiped'
  if (draft.answers.person.birthYear === birthYear.trim()) {
    const { tries: _, ...opened } = draft
    keepDraft(opened)
    return opened
  }
  const tries = (draft.tries ?? 0) + 1
  if (tries >= TRIES_MAX) {
    wipeDraft()
    return 'wiped'
  }
  write(ofDevice, NAME, { ...draft, tries })
  return 'wrong'
}

export const readSent = () => read<Sent>(ofTab, NAME_SENT)
export const keepSent = (sent: Sent | undefined) => write(ofTab, NAME_SENT, sent)
