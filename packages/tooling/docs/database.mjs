// docs/database.md: every table by wing, drawn and told, made from the tables themselves and the comments above them.
const order = ['db', 'platform', 'registry', 'statistics', 'governance', 'programmes', 'outreach']
const titles = { db: 'What every wing writes' }
const cell = (text) => text.replaceAll('|', '\\|')

const kindOf = ({ type }) => type.replace(/[^a-z0-9]+/gi, '_').replace(/_$/, '')

/** One wing as a drawing: keys and what they point at, also in other wings. */
function drawingOf(tables) {
  const own = new Set(tables.map(({ name }) => name))
  const entities = tables.flatMap(({ name, columns }) => [
    `  ${name} {`,
    ...columns
      .filter(({ isKey, references }) => isKey || references)
      .map((column) => {
        const marks = [column.isKey && 'PK', column.references && 'FK'].filter(Boolean).join(', ')
        return `    ${kindOf(column)} ${column.name} ${marks}`
      }),
    '  }'
  ])
  const lines = tables.flatMap(({ name, columns }) =>
    columns
      .filter(({ references }) => references)
      .map(({ name: column, references, isNullable }) => {
        const [target] = references.split('.')
        const far = own.has(target) ? '' : ' (other wing)'
        return `  ${target} ${isNullable ? '|o' : '||'}--o{ ${name} : "${column}${far}"`
      })
  )
  return ['```mermaid', 'erDiagram', ...entities, ...lines, '```']
}

const rowOf = ({ name, type, isNullable, references, comment }) =>
  `| \`${name}\` | ${type}${isNullable ? ', may be null' : ''} | ${cell([references && `→ \`${references}\``, comment].filter(Boolean).join('. '))} |`

const tellOf = ({ name, file, comment, columns }) => [
  `### ${name}`,
  '',
  ...(comment ? [comment, ''] : []),
  `\`${file}\``,
  '',
  '| column | type | meaning |',
  '|---|---|---|',
  ...columns.map(rowOf),
  ''
]

export function databaseDocument(tables) {
  const wings = order.filter((wing) => tables.some((table) => table.wing === wing))
  return [
    '# Database',
    '',
    'Made by `npm run docs` from the tables and the comments above their columns; `npm run docs:check` says when it is old. Names in',
    'clear are `text`; what is sealed is `bytea` and named `…_sealed`. Row policies stand in `apps/api/migrations`, and what each',
    'table holds of people in the [data dictionary](data-dictionary.en.md).',
    '',
    `${tables.length} tables, ${tables.reduce((sum, { columns }) => sum + columns.length, 0)} columns.`,
    '',
    ...wings.flatMap((wing) => {
      const own = tables.filter((table) => table.wing === wing)
      return [`## ${titles[wing] ?? wing}`, '', ...drawingOf(own), '', ...own.flatMap(tellOf)]
    })
  ].join('\n')
}
