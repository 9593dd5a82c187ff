import { newKey } from '../client'

/**
 * The key of a POST that makes something: the same while the same is sent again, after an answer that never came, and a
 * new one as soon as something else is sent.
 */
export function useRepeatKey(): (body: unknown) => string {
  let last = { body: '', key: '' }
  return (body) => {
    const json = JSON.stringify(body)
    if (json !== last.body) last = { body: json, key: newKey() }
    return last.key
  }
}
