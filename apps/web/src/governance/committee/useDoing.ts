import { ref } from 'vue'
import { useProblems } from '../../staff/problems'
import { showToast } from '../../ui/toasts'

/** One act after another: busy while it runs, a word when it is done, and the server's reason when it is refused. */
export function useDoing() {
  const { wordsFor } = useProblems()
  const busy = ref(false)
  async function run(work: () => Promise<unknown>, done?: string): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      await work()
      if (done) showToast(done)
      return true
    } catch (error) {
      showToast(wordsFor(error), { kind: 'error' })
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, run }
}

/** A calendar day as a date of the reader's own clock, so that it is shown as the same day everywhere. */
export const dateOf = (day: string) => new Date(`${day}T00:00:00`)
