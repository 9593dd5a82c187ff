import crypto from 'node:crypto'
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '@ponte/schema'
import type { Keys } from '../../keys.ts'
import { problems, fieldError, type FieldError } from '../../problems.ts'

/*
 * argon2id with OWASP's floor: 19 MiB, two passes, one lane. Not more than two at a time, because each fills memory and
 * a core; a short queue, then 503, so that a flood of sign-ins does not take the product down.
 */
const LENGTH = 32
const RUNNING_MAX = 2
const WAITING_MAX = 50
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING_MAX) {
    if (waiting.length >= WAITING_MAX) throw problems.unavailable()
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}

interface Cost {
  memory: number
  passes: number
  parallelism: number
}
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 }

const argon2 = (message: Buffer, nonce: Buffer, cost: Cost) =>
  new Promise<Buffer>((resolve, reject) => {
    crypto.argon2('argon2id', { message, nonce, ...cost, tagLength: LENGTH }, (error, tag) =>
      error ? reject(error) : resolve(tag)
    )
  })

/** The pepper stands outside the database, so a stolen dump alone cannot be tried against. */
const peppered = (keys: Keys, password: string) =>
  crypto.createHmac('sha256', keys.pepper).update(password.normalize('NFC')).digest()

const encode = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

const phc = (nonce: Buffer, tag: Buffer, { memory, passes, parallelism }: Cost) =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(tag)}`

/** A PHC string. */
export async function hashPassword(keys: Keys, password: string): Promise<string> {
  const nonce = crypto.randomBytes(16)
  return phc(nonce, await inTurn(() => argon2(peppered(keys, password), nonce, COST)), COST)
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]{43})$/
const dummy = phc(Buffer.alloc(16), Buffer.alloc(LENGTH), COST)

/** Is this the password? Costs the same when there is no account, or one without a password. */
export async function isPassword(keys: Keys, password: string, stored: string | null): Promise<boolean> {
  const real = stored === null ? null : PHC.exec(stored)
  const [, memory, passes, parallelism, nonce, tag] = real ?? PHC.exec(dummy)!
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const actual = await inTurn(() => argon2(peppered(keys, password), Buffer.from(nonce!, 'base64'), cost))
  return crypto.timingSafeEqual(actual, Buffer.from(tag!, 'base64')) && real !== null
}

/** Words that a guesser would try first, beside the country's (`config.origin`) and the person's own name and e-mail. */
const CONTEXT = ['ponte', 'consulado', 'embaixada', 'diaspora', 'ministerio']
const COMMON = [
  'password',
  'passw0rd',
  'qwerty',
  'qwertz',
  'azerty',
  'iloveyou',
  'letmein',
  'welcome',
  'administrator',
  'administrador',
  'palavrapasse',
  'palavra-passe',
  'senha',
  'benfica',
  'sporting',
  'futebol',
  'monkey',
  'dragon',
  'football',
  'princesa',
  'abcdef',
  '123456',
  '654321',
  '111111',
  '000000',
  'trustno1',
  'superman',
  'master',
  'changeme',
  'mudar'
]

const simplify = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]/g, '')

/** What is left of a password when everything guessable is taken out of it. */
function remainder(password: string, own: string[]): string {
  let rest = simplify(password)
  for (const word of [...CONTEXT, ...COMMON, ...own]
    .map(simplify)
    .filter((w) => w.length >= 3)
    .sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(word, '')
  return rest.replace(/(.)\1{2,}/g, '$1').replace(/(?:19|20)\d\d/g, '')
}

/** NIST SP 800-63B-4: length and a blocklist; no composition rules. Returns what is wrong. */
export function passwordErrors(password: string, own: string[]): FieldError[] {
  if ([...password].length < PASSWORD_LENGTH_MIN)
    return [
      fieldError(
        '/password',
        'passwordShort',
        `Use at least ${PASSWORD_LENGTH_MIN} characters; several words are fine.`
      )
    ]
  if ([...password].length > PASSWORD_LENGTH_MAX)
    return [fieldError('/password', 'passwordLong', `Use at most ${PASSWORD_LENGTH_MAX} characters.`)]
  if (new Set(password).size < 6 || remainder(password, own).length < 6)
    return [
      fieldError(
        '/password',
        'passwordCommon',
        'This is easy to guess. Use several words that have nothing to do with you or your work.'
      )
    ]
  return []
}
