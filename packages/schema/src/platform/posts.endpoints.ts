import { Type, type Static } from 'typebox'
import { endpoint, named, ref } from '../endpoint.ts'
import {
  AreaCode,
  Closed,
  CountryCode,
  FilledLine,
  Id,
  InterfaceLanguage,
  Line,
  Nullable,
  OneOf,
  Version
} from '../values.ts'

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

/** A post as everybody sees it: where it is, and whom it serves, in words. */
export const PublicPost = named(
  'PublicPost',
  Type.Object({
    id: Id,
    name: Type.String(),
    kind: OneOf(postKinds),
    country: Type.String({ description: 'Name in the language that was asked for' }),
    city: Type.String(),
    serves: Type.Array(Type.String(), { description: 'Names of countries, or of areas of its own country' }),
    restOfWorld: Type.Boolean({ description: 'Serves every country that no post serves' })
  })
)
export type PublicPost = Static<typeof PublicPost>

export const listPublicPosts = endpoint('GET', '/public-posts', 'public', {
  summary: 'List the posts that are open, by country',
  tags,
  querystring: Closed({ language: Type.Optional(InterfaceLanguage) }),
  response: { 200: Type.Object({ items: Type.Array(ref(PublicPost)) }) }
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
