import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, InterfaceLanguage, Moment, Nullable, OneOf } from '../values.ts'

const tags = ['statistics']

export const dashboardTables = ['trend', 'country', 'sex', 'age', 'province', 'campaign'] as const
export type DashboardTable = (typeof dashboardTables)[number]

/** One cell: a count, or nothing when it is too small to be shown. */
export const Cell = Type.Object({
  code: Type.String({ description: 'Code of the category; "unknown" where nobody said' }),
  label: Type.String(),
  count: Nullable(
    Type.Integer({ description: 'null: not shown, because it is below the threshold or would give away one that is' })
  )
})

export const Table = named(
  'StatisticsTable',
  Type.Object({
    name: OneOf(dashboardTables),
    cells: Type.Array(Cell),
    hidden: Type.Integer({ description: 'How many cells are not shown' })
  })
)
export type StatisticsTable = Static<typeof Table>

/** Figures of the registry inside the viewer's scope, as they may be shown. */
export const Dashboard = named(
  'Dashboard',
  Type.Object({
    asOf: Moment,
    scope: Type.Object({ postName: Nullable(Type.String()) }),
    people: OneOf(['all', 'confirmed'], {
      description: 'Whom the tables count: everybody, or those who are confirmed'
    }),
    disclosure: Type.Object({ exact: Type.Boolean(), threshold: Type.Integer(), base: Type.Integer() }),
    figures: Type.Object({
      total: Nullable(Type.Integer()),
      confirmed: Nullable(Type.Integer()),
      thisMonth: Nullable(Type.Integer()),
      lastMonth: Nullable(Type.Integer())
    }),
    tables: Type.Array(ref(Table))
  })
)
export type Dashboard = Static<typeof Dashboard>

export const getDashboard = endpoint('GET', '/statistics/dashboard', 'statistics.read', {
  summary: 'The dashboard',
  tags,
  querystring: Closed({ language: Type.Optional(InterfaceLanguage) }),
  response: { 200: ref(Dashboard) }
})

export const downloadTable = endpoint('GET', '/statistics/tables/:table/:format', 'statistics.read', {
  summary: 'One table of the dashboard as a file',
  tags,
  params: Closed({ table: OneOf(dashboardTables), format: OneOf(['csv', 'xlsx']) }),
  querystring: Closed({ language: Type.Optional(InterfaceLanguage) }),
  response: { 200: Type.Unsafe<Blob>({ type: 'string', format: 'binary' }) }
})
