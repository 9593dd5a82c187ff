import { ref } from 'vue'
import { remembered } from './remembered'

export type ThemeChoice = 'system' | 'light' | 'dark'

const kept = remembered<ThemeChoice>('theme', 'system')

/** One for all who show it: chosen in one place, it is chosen in the other. */
const theme = ref(kept.read())

/** Light, dark, or as the system says; chosen on this device. */
export function useTheme() {
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
