import { describe, expect, it } from '@jest/globals'
import { strFromU8, unzipSync } from 'fflate'
import { renderDocx } from './docx.ts'
import type { Letter } from './letter.ts'

const letter: Letter = {
  language: 'pt',
  head: { owner: 'República de Moçambique', institution: 'INACE', name: 'Ponte' },
  title: 'Acta da 3.ª reunião',
  subtitle: 'Maputo, 24 de Novembro de 2026',
  madeAt: new Date('2026-11-24T10:00:00Z'),
  mark: 'Projecto',
  blocks: [
    { kind: 'heading', level: 1, text: 'Saúde & educação <b>' },
    { kind: 'paragraph', text: 'Primeira linha.\nSegunda linha.\n\nOutro parágrafo.' },
    { kind: 'list', ordered: true, items: ['Um', 'Dois'] },
    { kind: 'list', ordered: false, items: ['Ponto'] },
    { kind: 'facts', rows: [['Quórum', '6 de 8']] },
    { kind: 'table', caption: 'Presenças', header: ['Lugar', 'Presente'], rows: [['Trabalho', 'Sim']], widths: [3, 1] },
    { kind: 'signatures', people: [{ name: 'Ana Sitoe', role: 'Presidente' }] }
  ]
}
const partsOf = async (changes: Partial<Letter> = {}) => {
  const files = unzipSync(await renderDocx({ ...letter, ...changes }))
  return (name: string) => (files[name] ? strFromU8(files[name]) : '')
}

describe('a paper as a Word document', () => {
  it('has headings, lists and a table that Word knows as such', async () => {
    const document = (await partsOf())('word/document.xml')
    expect(document).toContain('w:pStyle w:val="Title"')
    expect(document).toContain('w:pStyle w:val="Heading1"')
    expect(document).toContain('Saúde &amp; educação &lt;b&gt;')
    expect(document.match(/<w:numPr>/g)).toHaveLength(3)
    expect(document).toContain('<w:tblHeader/>')
    expect(document).toContain('<w:br/>')
  })

  it('carries the head of the ministry, the mark of a draft and the numbers of the pages', async () => {
    const part = await partsOf()
    expect(part('word/header1.xml')).toMatch(/PROJECTO.*REPÚBLICA DE MOÇAMBIQUE.*INACE/s)
    expect(part('word/footer1.xml')).toMatch(/Ponte.*Página.*NUMPAGES/s)
    expect(part('docProps/core.xml')).toContain('Acta da 3.ª reunião')
    expect(part('word/styles.xml')).toContain('pt-PT')
  })

  it('opens also with signs that a file must not hold', async () => {
    const document = (await partsOf({ blocks: [{ kind: 'paragraph', text: 'a\u0001b\ufffe🎉' }] }))('word/document.xml')
    expect(document).toContain('ab🎉')
  })
})
