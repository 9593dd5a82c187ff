// How a backup is sealed: compressed, then encrypted to a public key in the age format (age-encryption.org/v1). The server
// holds only the public key, so whoever takes the server or its backups opens none of them; the `age` command opens them too.
import { Readable } from 'node:stream'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** A new key: `identity` opens and is kept elsewhere, `recipient` only seals. */
export async function createKey() {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** The sealed form of a stream of bytes, as a stream. */
export async function seal(content, recipient) {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const compressed = content.compose(createZstdCompress())
  return Readable.fromWeb(await encrypter.encrypt(Readable.toWeb(compressed)))
}

/** What was sealed, as a stream. It breaks off with an error at the first byte that was changed, and where the end is missing. */
export async function open(sealed, identity) {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const decrypted = await decrypter.decrypt(Readable.toWeb(sealed))
  return Readable.fromWeb(decrypted).compose(createZstdDecompress())
}

/** The identity in the text of a key file: its only line that is no comment. */
export function identityIn(text) {
  const [identity] = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/m.exec(text) ?? []
  if (!identity) throw new Error('This is no key of a backup: it has no line that begins with AGE-SECRET-KEY-1.')
  return identity
}
