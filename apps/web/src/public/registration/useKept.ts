import { onMounted, ref, watch } from 'vue'
import { emptyAnswers } from './answers'
import * as kept from './kept'
import { linkCode } from './linkCodes'
import type { AnswersUnderWay } from './useAnswers'

/** What this phone keeps of the registration, and what of it may be shown. */
export function useKept({ form, take }: AnswersUnderWay) {
  /** What was kept has been read; before that nothing is written. */
  const ready = ref(false)
  /** Somebody's answers of another day are here, and are not to be shown yet. */
  const locked = ref(false)
  const pending = ref<kept.PendingSend>()
  const sent = ref<kept.Sent>()

  /** An empty form, but for the codes that came with the link. */
  function begin() {
    take({ ...emptyAnswers(), campaignCode: linkCode('campaign'), helperCode: linkCode('helper') })
    if (form.values.helperCode) form.values.whom = 'helper'
  }

  function restore(draft: kept.Draft) {
    pending.value = draft.pending
    take(draft.answers)
  }

  function wipe() {
    kept.wipeDraft()
    pending.value = undefined
    locked.value = false
    begin()
  }

  /** Opens what is locked. Wrong twice, it is wiped; true when the way is free either way. */
  function unlock(birthYear: string) {
    const draft = kept.unlockDraft(birthYear)
    if (draft === 'wrong') return false
    locked.value = false
    if (draft === 'wiped') wipe()
    else restore(draft)
    return true
  }

  function keep() {
    // Before the first answer there is nothing to keep.
    if (!ready.value || locked.value || !(form.values.whom || form.values.device)) return
    kept.keepDraft({ savedAt: Date.now(), answers: form.values, pending: pending.value })
  }

  function holdSent(value: kept.Sent | undefined) {
    sent.value = value
    kept.keepSent(value)
  }

  onMounted(() => {
    sent.value = kept.readSent()
    const draft = kept.readDraft()
    if (draft) restore(draft)
    else {
      begin()
      locked.value = !sent.value && !!kept.readLockedDraft()
    }
    ready.value = true
  })
  watch(() => form.values, keep, { deep: true })

  return { ready, locked, pending, sent, begin, wipe, unlock, keep, holdSent }
}
export type Kept = ReturnType<typeof useKept>
