import { onMounted, ref } from 'vue'
import { getSettings } from '@ponte/schema'
import { call } from '../../client'
import type { FormSettings } from './answers.rules'

/** What a deployment sets for the form. Until it is known, and offline, Mozambique's hold; the server checks again. */
export const formSettings = ref<FormSettings>({
  country: 'MZ',
  guardianBelowAge: 16,
  adultAge: 18,
  contactKinds: ['phone', 'email']
})

export function useFormSettings() {
  onMounted(async () => {
    formSettings.value = await call(getSettings).catch(() => formSettings.value)
  })
  return formSettings
}
