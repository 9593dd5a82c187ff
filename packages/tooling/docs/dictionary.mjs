// The data dictionary and the privacy notice, in both languages, from what people.mjs says of each column and from the texts
// that people agree to.
import { people } from './people.mjs'
import { readers, spans, subjects } from './peopleWords.mjs'

const words = {
  pt: {
    dictionary: 'Dicionário de dados',
    intro: [
      'Feito por `npm run docs` a partir das tabelas e de `packages/tooling/docs/people.mjs`; `npm run docs:check` avisa quando',
      'está velho, ou quando uma coluna não tem aqui lugar. As outras tabelas não descrevem ninguém: ver a [base de dados](database.md).'
    ],
    head: '| dado | onde | cifrado | finalidade | quem lê | quanto tempo |',
    yes: 'sim',
    partly: 'em parte',
    no: 'não',
    office: 'serviço do Estado',
    notice: 'Informação sobre os dados',
    noticeIntro: [
      'Feita por `npm run docs` a partir dos textos que as pessoas lêem e aceitam e do [dicionário de dados](data-dictionary.pt.md).',
      'Quem a usa junta o nome da instituição, a base legal e o lugar das queixas, que são configuração (`infra/README.md`).'
    ],
    purposes: 'Para que servem os dados',
    optional:
      'Todas as finalidades são facultativas, menos a primeira; cada uma retira-se quando se quer, e a recusa não tira direito nenhum.',
    kept: 'O que se guarda',
    rights: 'Os seus direitos',
    rightsList: [
      'Ver, corrigir e descarregar tudo o que se guarda sobre si, em «O meu registo» ou no posto.',
      'Ler quem viu ou mudou o seu registo, quando e porquê.',
      'Retirar cada autorização, e apagar o registo: sai de uso no momento e desaparece em 30 dias, também das cópias que forem repostas.',
      'Queixar-se à autoridade cujo nome está na página «Os seus dados».'
    ],
    never: 'O que nunca se pergunta',
    neverText: 'Política, religião, etnia, pedido de asilo, rendimento e biometria.',
    figures: 'Números',
    figuresText:
      'O que sai em números passa por controlo de divulgação: nada abaixo de dez, tudo arredondado a cinco, e o que deixaria calcular o resto fica escondido.',
    columns: '| dado | quem lê |',
    span: 'Quanto tempo',
    spanText: (span) => `Guarda-se ${span}. De outro modo:`
  },
  en: {
    dictionary: 'Data dictionary',
    intro: [
      'Made by `npm run docs` from the tables and from `packages/tooling/docs/people.mjs`; `npm run docs:check` says when it is old, or',
      'when a column has no place here. The other tables describe nobody: see the [database](database.md).'
    ],
    head: '| data | where | sealed | purpose | who reads | how long |',
    yes: 'yes',
    partly: 'partly',
    no: 'no',
    office: 'service of the state',
    notice: 'Privacy notice',
    noticeIntro: [
      'Made by `npm run docs` from the texts that people read and agree to and from the [data dictionary](data-dictionary.en.md). Who',
      'uses it adds the name of the institution, the legal basis and the place for complaints, which are settings (`infra/README.md`).'
    ],
    purposes: 'What the data are for',
    optional:
      'All purposes but the first are optional; each is withdrawn at any time, and a refusal takes no right away.',
    kept: 'What is kept',
    rights: 'Your rights',
    rightsList: [
      'See, correct and download all that is kept about you, in “My record” or at the post.',
      'Read who saw or changed your record, when and why.',
      'Withdraw each consent, and erase the record: it is out of use at once and gone within 30 days, also from backups that are read back.',
      'Complain to the authority whose name stands on the page “Your data”.'
    ],
    never: 'What is never asked',
    neverText: 'Politics, religion, ethnicity, asylum, income and biometrics.',
    figures: 'Figures',
    figuresText:
      'What leaves as figures passes disclosure control: nothing below ten, everything rounded to five, and what would give the rest away is hidden.',
    columns: '| data | who reads |',
    span: 'How long',
    spanText: (span) => `Kept ${span}. Otherwise:`
  }
}

const rule = (head) => head.replace(/[^|]+/g, '---')
const bySubject = (language) =>
  Object.entries(subjects).map(([code, name]) => ({
    name: name[language],
    fields: Object.entries(people).flatMap(([table, fields]) =>
      fields.filter(({ subject }) => subject === code).map((one) => ({ table, ...one }))
    )
  }))

function sealedWord(tables, { table, columns }, { yes, partly, no }) {
  const types = columns.map((name) => tables.find((one) => one.name === table).columns.find((one) => one.name === name))
  const sealed = types.filter(({ name, type }) => type === 'bytea' && /sealed$|^wrapped$/.test(name))
  return sealed.length === 0 ? no : sealed.length === columns.length ? yes : partly
}

export function dictionaryDocument(tables, purposes, language) {
  const text = words[language]
  const purposeOf = ({ purpose }) => purposes.find(({ code }) => code === purpose)?.[language] ?? text.office
  return [
    `# ${text.dictionary}`,
    '',
    ...text.intro,
    '',
    ...bySubject(language).flatMap(({ name, fields }) => [
      `## ${name}`,
      '',
      text.head,
      rule(text.head),
      ...fields.map((one) => {
        const where = `\`${one.table}\`: ${one.columns.map((column) => `\`${column}\``).join(', ')}`
        const cells = [one[language], where, sealedWord(tables, one, text), purposeOf(one)]
        return `| ${[...cells, readers[one.reader][language], spans[one.span][language]].join(' | ')} |`
      }),
      ''
    ])
  ].join('\n')
}

export function noticeDocument(notices, purposes, language) {
  const text = words[language]
  const all = bySubject(language)[0].fields
  const told = all.filter(({ reader }) => reader !== 'system')
  return [
    `# ${text.notice}`,
    '',
    ...text.noticeIntro,
    '',
    `## ${text.purposes}`,
    '',
    ...purposes.flatMap(({ code }) => {
      const { title, paragraphs } = notices[code][language]
      return [`### ${title}`, '', ...paragraphs.flatMap((paragraph) => [paragraph, ''])]
    }),
    text.optional,
    '',
    `## ${text.kept}`,
    '',
    text.columns,
    rule(text.columns),
    ...told.map((one) => `| ${one[language]} | ${readers[one.reader][language]} |`),
    '',
    `## ${text.span}`,
    '',
    text.spanText(spans.record[language]),
    '',
    ...all.filter(({ span }) => span !== 'record').map((one) => `- ${one[language]} — ${spans[one.span][language]}.`),
    '',
    `## ${text.never}`,
    '',
    text.neverText,
    '',
    `## ${text.figures}`,
    '',
    text.figuresText,
    '',
    `## ${text.rights}`,
    '',
    ...text.rightsList.map((line) => `- ${line}`),
    ''
  ].join('\n')
}
