import { computed, ref } from 'vue'
import { useTexts } from '../../i18n'
import type { Messages } from '../../composables/useForm'
import { useStaffForm } from '../../staff/useStaffForm'
import { useRegistrantChanges } from './useRegistrants'

interface ActOptions<V> {
  /** Where its texts stand: `assistance.state`. */
  texts: string
  check?: (values: V) => Messages
  rename?: Record<string, string>
}

/** An act of an officer in a person's name: its dialog, its form with the reason, and what is asked for again afterwards. */
export function useAct<V extends object>(initial: V, { texts, check, rename }: ActOptions<V & { reason: string }>) {
  const { t, all } = useTexts()
  const changed = useRegistrantChanges()
  const open = ref(false)
  const form = useStaffForm<V & { reason: string }>(
    { ...initial, reason: '' },
    {
      ...(rename && { rename }),
      check: (values) => ({
        ...check?.(values),
        reason: values.reason.trim().length >= 5 ? undefined : t('registrants.reason.missing')
      })
    }
  )
  const frequent = computed(() => all(`${texts}.frequent`))

  /** Sends, closes the dialog and empties the form. Says whether it went well. */
  async function send(id: string | undefined, work: (values: V & { reason: string }) => Promise<unknown>) {
    const done = await form.submit((values) => work({ ...values, reason: values.reason.trim() }))
    if (!done) return false
    open.value = false
    Object.assign(form.values, initial, { reason: '' })
    await changed(id)
    return true
  }

  return { open, form, frequent, send }
}
