import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { system } from '../../db/actor.ts'
import { createId } from '../../db/id.ts'
import { transaction } from '../../services.ts'
import { contactIndex } from '../registrants/contacts.queries.ts'
import { insertCode, limitCodes } from './codes.queries.ts'

let product: TestProduct
beforeAll(async () => void (product = await startTestProduct()))
afterAll(() => product.close())

describe('codes for one contact', () => {
  it('are counted over all networks, without the one that is written in the same turn', async () => {
    const { services } = product
    const limits = { ...services.config.limits, codesPerContactPerDay: 2 }
    const few = { ...services, config: { ...services.config, limits } }
    const index = contactIndex(services.keys, { kind: 'email', value: 'todos@example.org' })
    const ask = (network: string) =>
      transaction(few, system('test'), (db) =>
        Promise.all([
          limitCodes(db, few, index, { requestId: 'test', address: network, network }),
          insertCode(
            db,
            services.keys,
            '123456',
            { purpose: 'sign-in', challengeId: createId(), contactIndex: index },
            services.now()
          )
        ])
      )
    // Two for each of four networks, and no more from a fifth.
    for (const network of ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd']) await ask(network)
    await expect(ask('e')).rejects.toMatchObject({ kind: 'too-many-codes' })
    expect(await product.sql('select count(*)::int from one_time_codes where contact_index = $1', [index])).toEqual([
      { count: 8 }
    ])
  })
})
