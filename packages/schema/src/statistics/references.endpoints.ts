import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { Closed, CountryCode, InterfaceLanguage, Nullable } from '../values.ts'

const tags = ['statistics']

/** One destination of a figure that has several. */
const ReferencePart = Type.Object({
  country: CountryCode,
  label: Type.String(),
  value: Type.Number(),
  approximate: Type.Boolean()
})

/** An outside figure for people abroad, with all that one must know to read it. */
export const ReferenceFigure = named(
  'ReferenceFigure',
  Type.Object({
    code: Type.String({ description: 'Source, revision, definition, year and destination in one' }),
    source: Type.String({ description: 'Whose figure it is' }),
    revision: Type.String(),
    year: Type.Integer(),
    definition: Type.String({ description: 'Whom it counts' }),
    country: Nullable(CountryCode),
    label: Nullable(Type.String({ description: 'The destination; null where the figure is of all of them' })),
    value: Type.Number(),
    approximate: Type.Boolean(),
    destinations: Nullable(
      Type.Integer({ description: 'How many destinations add up to it; null where that is not known' })
    ),
    parts: Type.Array(ReferencePart, { description: 'The largest destinations, or those that are known' })
  })
)
export type ReferenceFigure = Static<typeof ReferenceFigure>

/** Several figures for the same destinations, side by side and never joined: revisions disagree about the past too. */
export const ReferenceComparison = named(
  'ReferenceComparison',
  Type.Object({
    source: Type.String(),
    definition: Type.String(),
    series: Type.Array(Type.Object({ revision: Type.String(), year: Type.Integer() })),
    destinations: Type.Array(
      Type.Object({
        country: CountryCode,
        label: Type.String(),
        partOnly: Type.Boolean({
          description: 'The post answers for a part of the country; the figures are of all of it'
        }),
        values: Type.Array(
          Nullable(Type.Number({ description: 'One for each of the series. null: unknown, not zero' }))
        )
      })
    )
  })
)
export type ReferenceComparison = Static<typeof ReferenceComparison>

export const listReferences = endpoint('GET', '/statistics/references', 'statistics.read', {
  summary: 'Outside figures for the size of the diaspora, each by its name',
  description:
    'They disagree, and none of them is the size of the diaspora. Officers get those of the countries of their post. A destination that a source does not name is unknown, not zero.',
  tags,
  querystring: Closed({ language: Type.Optional(InterfaceLanguage) }),
  response: {
    200: Type.Object({
      postName: Nullable(Type.String()),
      figures: Type.Array(ref(ReferenceFigure)),
      comparison: ref(ReferenceComparison)
    })
  }
})
