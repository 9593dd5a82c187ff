/**
 * A preference kept on this device: never anything personal. Storage may be full, forbidden or hold an old shape; then the
 * fallback counts and nothing fails.
 */
export function remembered<T>(name: string, fallback: T) {
  const key = `ponte.${name}`
  return {
    read(): T {
      try {
        const text = localStorage.getItem(key)
        return text === null ? fallback : (JSON.parse(text) as T)
      } catch {
        return fallback
      }
    },
    write(value: T) {
      try {
        localStorage.setItem(key, JSON.stringify(value))
      } catch {
        // A preference that cannot be kept is chosen again next time.
      }
    }
  }
}
