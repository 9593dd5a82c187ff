/** A text cut into what is a link and what is not. Only http and https: nothing else may be pressed. */
export const partsOf = (text: string) =>
  text.split(/(https?:\/\/[^\s<>"]+)/).map((part) => ({ text: part, isLink: /^https?:\/\//.test(part) }))
