import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Meeting, Paper } from '@ponte/schema'
import { addMeeting, addPaper, paperOf, secretaryOf } from '../../../test/committee.ts'
import { startTestProduct, type TestProduct } from '../../../test/harness.ts'
import { addStaff, type Person } from '../../../test/people.ts'
import { cleanName, dispositionOf } from '../../files/paperFile.ts'
import { writeXlsx } from '../../files/xlsx.ts'

let product: TestProduct
let secretary: Person
let meeting: Meeting
beforeAll(async () => {
  product = await startTestProduct()
  secretary = await secretaryOf(product)
  meeting = await addMeeting(product)
})
afterAll(() => product.close())

const add = (payload: object) =>
  product.send('POST', `/meetings/${meeting.id}/papers`, { headers: secretary.headers, payload })
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(40)])
async function workbook() {
  const columns = [{ header: 'A', width: 10 }]
  const chunks: Buffer[] = []
  for await (const chunk of writeXlsx({ sheetName: 'Folha', columns, rows: [['1']] })) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

describe('a paper', () => {
  it('comes back byte for byte, as a file to keep and not to show', async () => {
    const bytes = await workbook()
    const made = await add({ name: 'Orçamento de 2027.xlsx', content: bytes.toString('base64') })
    expect(made.statusCode).toBe(201)
    const { id, name } = made.json<Paper>()
    expect(name).toBe('Orçamento de 2027.xlsx')
    const answer = await product.send('GET', `/papers/${id}`, { headers: secretary.headers })
    expect(answer.rawPayload.equals(bytes)).toBe(true)
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="Orcamento de 2027.xlsx"; filename*=UTF-8''Or%C3%A7amento%20de%202027.xlsx`
    })
  })

  it('is what its bytes say, whatever its name says', async () => {
    const answer = await add({ name: 'mapa.pdf', content: png.toString('base64') })
    expect(answer.json()).toMatchObject({ name: 'mapa.png', type: 'image/png' })
  })

  it.each([
    ['a web page', '<!doctype html><script>alert(1)</script>'],
    ['a picture that can run scripts', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a program', 'MZ\u0090\u0000'],
    ['plain words', 'só texto']
  ])('is not %s', async (_what, text) => {
    const answer = await add(paperOf('x.pdf', text))
    expect([answer.statusCode, answer.json<{ errors: { code: string }[] }>().errors[0]!.code]).toEqual([
      400,
      'fileType'
    ])
  })

  it.each(['não', 'YQ', 'Y Q==', 'YQ==\n', '%PDF'])(
    'is not taken where what was sent is no base64: %j',
    async (content) => {
      const answer = await add({ name: 'x.pdf', content })
      expect([answer.statusCode, answer.json<{ errors: { code: string }[] }>().errors[0]!.code]).toEqual([
        400,
        'base64'
      ])
    }
  )

  it('has at most five megabytes', async () => {
    const answer = await add({ name: 'x.pdf', content: Buffer.alloc(5 * 1024 * 1024 + 1).toString('base64') })
    expect(answer.statusCode).toBe(413)
    const fits = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(5 * 1024 * 1024 - 9)])
    expect((await add({ name: 'x.pdf', content: fits.toString('base64') })).statusCode).toBe(201)
  })

  it('is sealed in the database, and each reading leaves a trace', async () => {
    const analyst = await addStaff(product, 'analyst')
    const { id } = await addPaper(product, meeting)
    const [row] = await product.sql<{ content_sealed: Buffer }>('select content_sealed from papers where id = $1', [id])
    expect(row!.content_sealed.toString('latin1')).not.toContain('%PDF')
    await product.send('GET', `/papers/${id}`, { headers: analyst.headers })
    const trace = await product.sql(`select actor_id from audit where action = 'paper.read' and subject_id = $1`, [id])
    expect(trace).toEqual([{ actor_id: analyst.id }])
  })

  it('is taken back by the secretary only', async () => {
    const { id } = await addPaper(product, meeting)
    const analyst = await addStaff(product, 'analyst')
    expect((await product.send('DELETE', `/papers/${id}`, { headers: analyst.headers })).statusCode).toBe(403)
    expect((await product.send('DELETE', `/papers/${id}`, { headers: secretary.headers })).statusCode).toBe(200)
    expect((await product.send('GET', `/papers/${id}`, { headers: secretary.headers })).statusCode).toBe(404)
  })
})

it.each([
  ['relatório.PDF', 'relatório.pdf'],
  ['C:\\Users\\ana\\acta.docx', 'acta.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['a"b;c\u202ed.exe', 'a-b-c-d.pdf'],
  ['...', 'documento.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(120)}.pdf`]
])('the name %j becomes %j', (name, clean) => expect(cleanName(name, 'pdf')).toBe(clean))

it('no name ends the header that carries it', () =>
  expect(dispositionOf('a"\r\nX: y.pdf')).toMatch(/^attachment; filename="aX: y\.pdf"; filename\*=UTF-8''[\w%.'-]+$/))
