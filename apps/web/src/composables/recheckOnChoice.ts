import type { Messages } from './useForm'

/**
 * What is put right by a choice loses its mark at once; the summary on top stays for who is working through it. Not on
 * leaving a text: the page would move in the moment between pressing a button and letting it go, and the press be lost.
 */
export const recheckOnChoice =
  (form: { errors: Messages; touch: (name: string) => void }) =>
  ({ target }: Event) => {
    if (!(target as Element).matches('[type=radio], [type=checkbox], select')) return
    for (const name of Object.keys(form.errors)) if (form.errors[name]) form.touch(name)
  }
