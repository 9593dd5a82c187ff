/** A number as people type it, with comma or point and with spaces between thousands; NaN where it is none. */
export const amountOf = (text: string): number => {
  const plain = text.replace(/\s/g, '').replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN
}

/** The same for a field that may stay empty. */
export const amountOrNull = (text: string): number | null => (text.trim() ? amountOf(text) : null)

/** A number as it stands in a field of the language. */
export const typedAmount = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','))
