import { onBeforeUnmount, onMounted } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { useTexts } from '../i18n'

/** Asks before what was typed is left behind; the browser asks by itself when the tab is closed. */
export function useLeaveGuard(hasTyped: () => boolean) {
  const { t } = useTexts()
  const warn = (event: BeforeUnloadEvent) => hasTyped() && event.preventDefault()
  onMounted(() => window.addEventListener('beforeunload', warn))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', warn))
  onBeforeRouteLeave(() => !hasTyped() || window.confirm(t('frame.leave')))
}
