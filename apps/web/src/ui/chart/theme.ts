/** The tokens that a drawing needs, read from the page, since a canvas does not know custom properties. */
export function readTheme() {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    ink: token('ink'),
    soft: token('soft'),
    line: token('line'),
    surface: token('surface'),
    control: token('control'),
    work: token('work'),
    kinds: [1, 2, 3, 4, 5, 6].map((kind) => token(`kind-${kind}`)),
    font: getComputedStyle(document.body).fontFamily,
    rem: parseFloat(style.fontSize) || 16
  }
}
export type Theme = ReturnType<typeof readTheme>

/** Calls back when the theme changes, by the system or by choice. Returns how to stop. */
export function onThemeChange(changed: () => void) {
  const system = window.matchMedia('(prefers-color-scheme: dark)')
  const chosen = new MutationObserver(changed)
  system.addEventListener('change', changed)
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    system.removeEventListener('change', changed)
    chosen.disconnect()
  }
}
