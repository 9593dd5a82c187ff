import { useStep } from './useStep'

/** What ties a person to the country, said to the person or of somebody else. */
export function useLinkWords() {
  const { t, voice } = useStep()
  return (code: string) => (code ? t(`person.link.${voice.value === 'self' ? 'mine' : 'theirs'}.${code}`) : '')
}
