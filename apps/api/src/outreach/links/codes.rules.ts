import { REFERRAL_CODE } from '@ponte/schema'

/*
 * Codes that are said on the radio, over a bad line, and typed by heart. Short everyday words without accents, known from
 * Rovuma to Maputo, then two digits that do not sound alike in Portuguese ("seis" and "três" do, so 6 is left out).
 */
const WORDS = [
  'MANGA',
  'COCO',
  'CAJU',
  'MILHO',
  'MAR',
  'SOL',
  'LUA',
  'RIO',
  'BARCO',
  'PONTE',
  'CASA',
  'PEIXE',
  'LIMA',
  'CESTO',
  'TAMBOR',
  'PALMA',
  'PILAO',
  'ROLA',
  'GARFO',
  'FOGO',
  'VENTO',
  'CHUVA',
  'PEDRA',
  'FLOR',
  'BOLA',
  'CARTA',
  'LIVRO',
  'MESA'
] as const
const DIGITS = '2345789'

/**
 * A fresh code; `random` gives whole numbers below its argument. There are 1,372 with two digits: whoever has met many that
 * are taken asks for more `digits`.
 */
export const makeCode = (random: (below: number) => number, digits = 2): string =>
  WORDS[random(WORDS.length)]! + Array.from({ length: digits }, () => DIGITS[random(DIGITS.length)]).join('')

/** The form in which codes are compared: people write "manga 27", "Manga-27" and "MANGA27". */
export const codeKey = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '')

export const REFERRAL_KEY = codeKey(REFERRAL_CODE)

/** Is this address opened by a machine? Previews of messengers and search engines say so of themselves. */
export const isBot = (userAgent: string): boolean =>
  userAgent.trim() === '' ||
  /bot\b|crawl|spider|slurp|preview|facebookexternalhit|whatsapp\/|telegram|skype|headless|python|curl|wget|okhttp|go-http|monitor/i.test(
    userAgent
  )
