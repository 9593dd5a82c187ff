import fs from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addRegistrant } from '../../../test/people.ts'

let product: TestProduct
let id: string
beforeAll(async () => {
  product = await startTestProduct()
  id = (await addRegistrant(product)).id
})
afterAll(() => product.close())

const COLUMNS = ['given_names', 'surnames', 'city']
const plant = (column: string, text: string) =>
  product.sql(`update registrants set ${column} = $1 where id = $2`, [text, id])

describe('the characters that separate values in a file', () => {
  it.each(COLUMNS)('are refused in %s by the table itself', async (column) => {
    for (const separator of ['\u001e', '\u001f'])
      await expect(plant(column, `Mat${separator}ola`)).rejects.toThrow('registrants_without_separators')
  })

  it('are taken out by the migration where they stand already', async () => {
    await product.sql('alter table registrants drop constraint registrants_without_separators')
    for (const column of COLUMNS) await plant(column, '\u001eMat\u001fola\u001f')
    const file = new URL('../../../migrations/0028_names-without-separators.sql', import.meta.url)
    for (const statement of fs.readFileSync(file, 'utf8').split('--> statement-breakpoint'))
      await product.sql(statement)
    const [row] = await product.sql(`select ${COLUMNS.join()} from registrants where id = $1`, [id])
    expect(row).toEqual({ given_names: 'Matola', surnames: 'Matola', city: 'Matola' })
    await expect(plant('city', 'Mat\u001fola')).rejects.toThrow('registrants_without_separators')
  })
})
