import { computed } from 'vue'
import { useTheme, type ThemeChoice } from '../composables/useTheme'
import { type Language, languageNames, languages, useTexts } from '../i18n'
import { chooseLanguage, readLanguage } from './language'
import { useSession } from './session'

export const themes: readonly ThemeChoice[] = ['system', 'light', 'dark']

/** What one can do about oneself from anywhere: language, appearance, signing out. */
export function useAccountActs() {
  const { t } = useTexts()
  const session = useSession()
  const { theme, choose: chooseTheme } = useTheme()

  /** Loading everything anew leaves nothing of one person in the memory that the next one gets. */
  async function signOut() {
    await session.end()
    location.assign('/equipa/entrar')
  }

  const acts = computed(() => [
    ...languages
      .filter((language) => language !== readLanguage())
      .map((language) => ({
        key: `language:${language}`,
        label: t('frame.acts.language', { language: languageNames[language] }),
        run: () => chooseLanguage(language)
      })),
    ...themes
      .filter((name) => name !== theme.value)
      .map((name) => ({
        key: `theme:${name}`,
        label: t('frame.acts.theme', { theme: t(`frame.themes.${name}`) }),
        run: () => chooseTheme(name)
      })),
    { key: 'signOut', label: t('frame.acts.signOut'), run: signOut }
  ])

  return {
    acts,
    theme,
    chooseTheme,
    language: readLanguage(),
    chooseLanguage: (language: Language) => chooseLanguage(language),
    signOut
  }
}
