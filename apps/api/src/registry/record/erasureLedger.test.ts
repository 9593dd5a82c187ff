import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant } from '../../../test/people.ts'
import { createLedgerJob, eraseAgain } from './erasureLedger.commands.ts'

let product: TestProduct
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ponte-test-ledger-'))
const file = path.join(folder, 'erasures.txt')
beforeAll(async () => void (product = await startTestProduct()))
afterAll(async () => {
  await product.close()
  fs.rmSync(folder, { recursive: true })
})

const lines = () => fs.readFileSync(file, 'utf8').trim().split('\n')

it('notes each erasure once, naming nobody, and erases again who came back with a backup', async () => {
  const person = await addRegistrant(product)
  const other = await addRegistrant(product)
  const erased = await product.send('POST', '/me/erase', { headers: person.headers, payload: { confirm: true } })
  expect(erased.statusCode).toBe(200)
  const services = product.worker
  const job = createLedgerJob(services, file)
  expect(await job()).toBe(1)
  expect(await job()).toBe(0)
  // A worker that was started anew knows what is in the ledger.
  expect(await createLedgerJob(services, file)()).toBe(0)
  expect(lines()).toHaveLength(1)
  expect(lines()[0]).not.toContain(person.id)

  // As after a restore of an older backup.
  await product.sql('update registrants set erased_at = null where id = $1', [person.id])
  expect(await eraseAgain(services, file)).toBe(1)
  expect(await eraseAgain(services, file)).toBe(0)
  const rows = await product.sql<{ id: string; erased_at: Date | null }>(
    'select id, erased_at from registrants where id = any($1)',
    [[person.id, other.id]]
  )
  const erasedAt = new Map(rows.map((row) => [row.id, row.erased_at]))
  expect(erasedAt.get(other.id)).toBeNull()
  // The day on which they are gone for good is the one that they were told.
  expect(erasedAt.get(person.id)?.toISOString()).toBe(erased.json().erasedAt)
})

it('erases nobody where there is no ledger, or what stands in it is no line of one', async () => {
  expect(await eraseAgain(product.services, path.join(folder, 'none.txt'))).toBe(0)
  fs.writeFileSync(path.join(folder, 'odd.txt'), 'not a line\n')
  expect(await eraseAgain(product.services, path.join(folder, 'odd.txt'))).toBe(0)
})
