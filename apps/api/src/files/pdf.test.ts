import { describe, expect, it } from '@jest/globals'
import { printable, type Letter } from './letter.ts'
import { renderPdf } from './pdf.ts'

const letter: Letter = {
  language: 'pt',
  head: {
    owner: 'República de Moçambique',
    institution: 'INACE · Instituto Nacional para as Comunidades Moçambicanas no Exterior',
    name: 'Ponte'
  },
  title: 'Acta da 3.ª reunião do Comité',
  subtitle: 'N.º 3/2026, Maputo, 24 de Novembro de 2026',
  madeAt: new Date('2026-11-24T10:00:00Z'),
  mark: 'Projecto',
  blocks: [
    {
      kind: 'facts',
      rows: [
        ['Local', 'Sala 2, MINEC'],
        ['Quórum', '6 de 8 lugares presentes']
      ]
    },
    { kind: 'heading', level: 1, text: '1. Recenseamento e saúde' },
    {
      kind: 'paragraph',
      text: 'Ouviu-se a proposta: «coração, pão, à, õ, ü».\nNova linha.\n\nNovo parágrafo, 5 € e 3 ≥ 2.'
    },
    { kind: 'list', ordered: true, items: ['Primeiro ponto', 'Segundo ponto'] },
    {
      kind: 'table',
      caption: 'Presenças',
      header: ['Lugar', 'Presente'],
      rows: [
        ['Educação', 'Sim'],
        ['Trabalho', 'Não']
      ],
      widths: [3, 1]
    },
    {
      kind: 'signatures',
      people: [
        { name: 'Ana Sitoe', role: 'Presidente' },
        { name: 'Zé Macuácua', role: 'Secretário' }
      ]
    }
  ]
}
const render = (changes: Partial<Letter> = {}) => renderPdf({ ...letter, ...changes })
const paragraph = (text: string): Partial<Letter> => ({ blocks: [{ kind: 'paragraph', text }] })

describe('a paper as PDF', () => {
  it('is tagged, has a title and says its language, so that a screen reader reads it', async () => {
    const pdf = (await render()).toString('latin1')
    expect(pdf.startsWith('%PDF-')).toBe(true)
    expect(pdf).toMatch(/\/StructTreeRoot/)
    expect(pdf).toMatch(/\/Lang ?\(pt-MZ\)/)
    expect(pdf).toMatch(/\/DisplayDocTitle true/)
    expect(pdf).toMatch(/pdfuaid:part/)
  })

  it('is the same, byte for byte, when it is made again', async () => {
    expect((await render()).equals(await render())).toBe(true)
  })

  it.each([
    '#read("/etc/passwd")',
    '#sys.inputs',
    '$ x^2 $ *bold* _em_ `raw` \\ @ref <label>',
    '#image("x.png") [ ] { } " \' // comment /* */',
    'emoji 🎉, árabe السلام, chinês 你好, sinal \u200b invisível'
  ])('takes the words of people as words: %s', async (text) => {
    expect((await render(paragraph(text))).length).toBeGreaterThan(1000)
  })

  it('is made also where there is nothing to say', async () => {
    expect((await render({ blocks: [], subtitle: null, mark: null })).length).toBeGreaterThan(1000)
  })

  it('answers many at once, each with its own', async () => {
    const made = await Promise.all(['um', 'dois', 'três'].map((title) => render({ title, subtitle: null })))
    expect(new Set(made.map((pdf) => pdf.toString('latin1'))).size).toBe(3)
  })

  it('is given up when it takes too long, and the next one is made', async () => {
    await expect(renderPdf(letter, 'MZ', 0)).rejects.toThrow('too long')
    expect((await render()).length).toBeGreaterThan(1000)
  })
})

describe('a sign that no font on a bare machine has', () => {
  it.each([
    ['Ação, Nhachengo, Ŋ, ẽ', 'Ação, Nhachengo, Ŋ, ẽ'],
    ['a🎉b', 'a□b'],
    ['linha\numa\te duas', 'linha\numa e duas'],
    ['e\u0301', 'é']
  ])('%j is printed as %j', (text, shown) => expect(printable(text)).toBe(shown))
})
