/*
 * What a person of the staff chose on this device: how things look, and nothing about anybody. The end of a session clears
 * all that the site keeps in the browser, so that nothing stays behind on a shared computer. The preferences are put back
 * then: nobody wants to choose their columns again every morning.
 */
const isPreference = (key: string) => /^ponte\.(language|theme|columns\.\w+)$/.test(key)

let kept: [string, string][] = []

/** Takes note of the preferences as they are now. */
export function notePreferences() {
  try {
    kept = Object.entries({ ...localStorage } as Record<string, string>).filter(([key]) => isPreference(key))
  } catch {
    kept = []
  }
}

/** Puts back what was noted. */
export function restorePreferences() {
  try {
    for (const [key, value] of kept) localStorage.setItem(key, value)
  } catch {
    // A preference that cannot be kept is chosen again next time.
  }
}

/** Does something that clears the browser's storage, and keeps the preferences. */
export async function keepPreferences<T>(act: () => Promise<T>): Promise<T> {
  notePreferences()
  try {
    return await act()
  } finally {
    restorePreferences()
  }
}
