import type { FileAnswer } from '../client'

/** Hands a file to the browser, which asks where to put it or puts it among the downloads. */
export function saveFile({ blob, name }: FileAnswer) {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser takes the file after this turn; later the memory is given back.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
