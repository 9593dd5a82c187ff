import { ref } from 'vue'
import { remembered } from './remembered'

export type ThemeChoice = 'system' | 'light' | 'dark'

const kept = remembered<ThemeChoice>('theme', 'system')

/** Light, dark, or as the system says; chosen on this device. */
export function useTheme() {
  const theme = ref(kept.read())
  return {
    theme,
    choose: (choice: ThemeChoice) => {
      theme.value = choice
      kept.write(choice)
      applyTheme(choice)
    }
  }
}

export function applyTheme(choice = kept.read()) {
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
}
