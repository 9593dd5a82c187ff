/*
 * Damm, H. M. (2004), Total anti-symmetrische Quasigruppen: finds every single wrong digit and every swap of two
 * neighbours, the two errors people make when they say a number on the phone.
 */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790'
]

/** The check digit of a string of digits. */
export const checkDigit = (digits: string): string =>
  [...digits].reduce((interim, digit) => DAMM[Number(interim)]![Number(digit)]!, '0')

/** Ten digits without spaces, or nothing if it is not a reference number. */
export const parseReference = (text: string): string | null => {
  const digits = text.replace(/[\s.-]/g, '')
  return /^\d{10}$/.test(digits) && checkDigit(digits) === '0' ? digits : null
}

/** "4827193650" as "482 719 3650". */
export const formatReference = (digits: string): string =>
  `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`
