import { onBeforeUnmount, onMounted } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { useI18n } from 'vue-i18n'

/** Asks before what was typed is left behind; the browser asks by itself when the tab is closed. */
export function useLeaveGuard(hasTyped: () => boolean) {
  const { t } = useI18n({ useScope: 'global' })
  const warn = (event: BeforeUnloadEvent) => hasTyped() && event.preventDefault()
  onMounted(() => window.addEventListener('beforeunload', warn))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', warn))
  onBeforeRouteLeave(() => !hasTyped() || window.confirm(t('frame.leave')))
}
