import { Type, type Static } from 'typebox'
import { codesOf } from '../codes.ts'
import { endpoint, named, ref } from '../endpoint.ts'
import {
  CalendarDate,
  Closed,
  CountryCode,
  FilledLine,
  Id,
  Lines,
  Moment,
  Nullable,
  OneOf,
  Version
} from '../values.ts'
import { mailingStates } from './codes.ts'
import { Mailing } from './mailings.endpoints.ts'

const tags = ['announcements']
const params = Closed({ id: Id })

/** An announcement in one language. */
const AnnouncementText = Closed({ title: FilledLine(120), text: Lines(5000, { minLength: 1 }) })
export type AnnouncementText = Static<typeof AnnouncementText>

const content = {
  countries: Type.Array(CountryCode, {
    maxItems: 60,
    uniqueItems: true,
    description: 'Whom it concerns, by country of residence; empty for everybody'
  }),
  pt: AnnouncementText,
  en: AnnouncementText,
  showUntil: Nullable(CalendarDate)
}

/** What is announced to people in some countries, as everybody reads it. */
export const PublicAnnouncement = named(
  'PublicAnnouncement',
  Type.Object({
    id: Id,
    ...content,
    showUntil: Nullable(
      Type.String({ format: 'date', description: 'Last day on the site, in the time of the ministry' })
    ),
    publishedAt: Moment
  })
)
export type PublicAnnouncement = Static<typeof PublicAnnouncement>

/** The same as staff write it. */
export const Announcement = named(
  'Announcement',
  Type.Object({
    id: Id,
    ...content,
    author: Nullable(Type.String({ description: 'Name of who wrote it last' })),
    mayPublish: Type.Boolean({ description: 'Whether who asks had no hand in the words that wait to be published' }),
    publishedAt: Nullable(Moment),
    mailings: Type.Array(Type.Object({ id: Id, state: OneOf(codesOf(mailingStates)) }), {
      description: 'The mailings made from it, newest first'
    }),
    version: Version
  })
)
export type Announcement = Static<typeof Announcement>

export const listPublicAnnouncements = endpoint('GET', '/announcements', 'public', {
  summary: 'What is announced now, newest first; at most 200',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(PublicAnnouncement)) }) }
})

export const listAnnouncements = endpoint('GET', '/announcements/all', 'announcement.read', {
  summary: 'List announcements and drafts of them, newest first; at most 500',
  tags,
  response: { 200: Type.Object({ items: Type.Array(ref(Announcement)) }) }
})

export const createAnnouncement = endpoint('POST', '/announcements', 'announcement.write', {
  summary: 'Write an announcement in both languages, as a draft',
  description: 'Accepts an Idempotency-Key.',
  tags,
  body: Closed(content),
  response: { 201: ref(Announcement) }
})

export const updateAnnouncement = endpoint('PATCH', '/announcements/:id', 'announcement.write', {
  summary: 'Change an announcement; it is a draft again until another person publishes it',
  description: 'Takes If-Match.',
  tags,
  params,
  body: Closed({
    countries: Type.Optional(content.countries),
    pt: Type.Optional(AnnouncementText),
    en: Type.Optional(AnnouncementText),
    showUntil: Type.Optional(content.showUntil)
  }),
  response: { 200: ref(Announcement) }
})

export const publishAnnouncement = endpoint('POST', '/announcements/:id/publish', 'announcement.publish', {
  summary: 'Publish an announcement that another person wrote',
  description: 'Takes If-Match: the version that was read is published, and none that came after.',
  tags,
  params,
  response: { 200: ref(Announcement) }
})

export const withdrawAnnouncement = endpoint('POST', '/announcements/:id/withdraw', 'announcement.publish', {
  summary: 'Take an announcement off the site',
  tags,
  params,
  response: { 200: ref(Announcement) }
})

export const mailAnnouncement = endpoint('POST', '/announcements/:id/mailings', 'mailing.write', {
  summary: 'Make a draft of a mailing from a published announcement, to its countries, by the purpose of news',
  description:
    'Accepts an Idempotency-Key. The mailing then goes its own way: test, approval by another person, sending.',
  tags,
  params,
  response: { 201: ref(Mailing) }
})
