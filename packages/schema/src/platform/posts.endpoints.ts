import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import { AreaCode, Closed, CountryCode, FilledLine, Id, Line, Nullable, OneOf, Version } from '../values.ts'

const tags = ['posts']

export const postKinds = [
  'embassy',
  'high-commission',
  'consulate-general',
  'consulate',
  'honorary-consulate',
  'institute'
] as const

/** Countries, or areas of a country, that a post answers for. An area beats its country. */
export const Jurisdiction = Closed({ country: CountryCode, area: Type.Optional(Nullable(AreaCode)) })
export type Jurisdiction = Static<typeof Jurisdiction>

/** An embassy or consulate, or the institute that answers for the rest of the world. */
export const Post = named(
  'Post',
  Type.Object({
    id: Id,
    name: Type.String(),
    kind: OneOf(postKinds),
    country: CountryCode,
    city: Type.String(),
    jurisdictions: Type.Array(Jurisdiction),
    restOfWorld: Type.Boolean({ description: 'Answers for every country that no post answers for' }),
    active: Type.Boolean(),
    version: Version
  })
)
export type Post = Static<typeof Post>

const fields = {
  name: FilledLine(160),
  kind: OneOf(postKinds),
  country: CountryCode,
  city: Line(120),
  jurisdictions: Type.Array(Jurisdiction, { maxItems: 60 })
}

export const listPosts = endpoint('GET', '/posts', 'post.read', {
  summary: 'List posts with their jurisdictions',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(Post)) }) }
})

export const getPost = endpoint('GET', '/posts/:id', 'post.read', {
  summary: 'Show one post',
  tags,
  params: Closed({ id: Id }),
  response: { 200: ref(Post) }
})

export const createPost = endpoint('POST', '/posts', 'post.write', {
  summary: 'Add a post; registrants in its jurisdiction move to it',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed(fields),
  response: { 201: ref(Post) }
})

export const updatePost = endpoint('PATCH', '/posts/:id', 'post.write', {
  summary: 'Change a post; takes If-Match; registrants follow the jurisdiction',
  tags,
  params: Closed({ id: Id }),
  body: Closed(
    {
      name: Type.Optional(fields.name),
      kind: Type.Optional(fields.kind),
      country: Type.Optional(fields.country),
      city: Type.Optional(fields.city),
      jurisdictions: Type.Optional(fields.jurisdictions),
      active: Type.Optional(Type.Boolean())
    },
    { minProperties: 1 }
  ),
  response: { 200: ref(Post) }
})
