/*
 * The proof of work: a nonce so that SHA-256 of `challenge.nonce` begins with some zero bits. The browser's own digest is
 * asynchronous and costs more in waiting than in work, so this is FIPS 180-4 by hand, one block for each try.
 */
const PRIMES_MAX = 64

/** The first 32 bits of the fractional part of a root of each of the first primes: the constants of the standard. */
function constants(power: number, count: number) {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) {
    let isPrime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false
    if (isPrime) found.push(((Math.pow(n, power) % 1) * 0x100000000) | 0)
  }
  return Int32Array.from(found)
}
const K = constants(1 / 3, PRIMES_MAX)
const START = constants(1 / 2, 8)
const w = new Int32Array(64)

const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by))

/** Takes 64 bytes into a state of eight words and returns the next state. */
function compress(state: Int32Array, bytes: Uint8Array, offset: number, into: Int32Array) {
  for (let i = 0; i < 16; i++) {
    const at = offset + i * 4
    w[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
  }
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15]!
    const b = w[i - 2]!
    const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
    const large = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
    w[i] = (w[i - 16]! + small + w[i - 7]! + large) | 0
  }
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  let e = state[4]!
  let f = state[5]!
  let g = state[6]!
  let h = state[7]!
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  const mixed = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) into[i] = (state[i]! + mixed[i]!) | 0
}

/** The text as ASCII with the standard's padding. */
function padded(text: string) {
  const bytes = new Uint8Array(((text.length + 8) >> 6) * 64 + 64)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  bytes[text.length] = 0x80
  new DataView(bytes.buffer).setUint32(bytes.length - 4, text.length * 8)
  return bytes
}

/** SHA-256 of an ASCII text, as eight words. */
export function sha256(text: string) {
  const bytes = padded(text)
  const state = Int32Array.from(START)
  for (let offset = 0; offset < bytes.length; offset += 64) compress(state, bytes, offset, state)
  return state
}

/** Number of zero bits that a hash begins with. */
export function zeroBits(hash: Int32Array) {
  let bits = 0
  for (let i = 0; i < hash.length; i++) {
    if (hash[i] !== 0) return bits + Math.clz32(hash[i]!)
    bits += 32
  }
  return bits
}

/**
 * Tries nonces, at most `tries` of them from `from` on. The nonce begins with letters that fill the first block, which is
 * then taken in once; only the last block changes from try to try.
 */
export function solve(challenge: string, difficulty: number, from = 0, tries = Infinity): string | undefined {
  const filler = 'x'.repeat((64 - ((challenge.length + 1) % 64)) % 64)
  // The server takes a nonce of 40 characters at most.
  const prefix = filler.length <= 28 ? filler : ''
  const fixed = `${challenge}.${prefix}`
  const whole = fixed.length - (fixed.length % 64)
  const middle = stateAfter(fixed, whole)
  const state = new Int32Array(8)
  let bytes = new Uint8Array(0)
  let length = 0
  for (let n = from; n < from + tries; n++) {
    const figures = n.toString(36)
    if (figures.length !== length) {
      bytes = padded(fixed + figures)
      length = figures.length
    } else for (let i = 0; i < length; i++) bytes[fixed.length + i] = figures.charCodeAt(i)
    state.set(middle)
    for (let offset = whole; offset < bytes.length; offset += 64) compress(state, bytes, offset, state)
    if (zeroBits(state) >= difficulty) return prefix + figures
  }
  return undefined
}

/** What the blocks before a place leave behind: they are the same for every try. */
function stateAfter(text: string, end: number) {
  const state = Int32Array.from(START)
  const bytes = padded(text)
  for (let offset = 0; offset < end; offset += 64) compress(state, bytes, offset, state)
  return state
}
