import type { Announcement, AnnouncementText, Input, updateAnnouncement as updateEndpoint } from '@ponte/schema'
import { fieldError, problems } from '../../problems.ts'
import { publications } from '../publications.commands.ts'
import * as queries from './announcements.queries.ts'

/** A text as it is kept. One of spaces alone says nothing. */
function tidyText({ title, text }: AnnouncementText, language: 'pt' | 'en'): AnnouncementText {
  if (!text.trim()) throw problems.invalid([fieldError(`/${language}/text`, 'required', 'Write the text.')])
  return { title: title.trim(), text: text.trim() }
}

/** What was typed, as it is kept. */
export const tidy = <B extends Input<typeof updateEndpoint>['body']>({ pt, en, ...rest }: B) => ({
  ...rest,
  ...(pt ? { pt: tidyText(pt, 'pt') } : {}),
  ...(en ? { en: tidyText(en, 'en') } : {})
})

/** Announcements, written by one person and published by another. */
export const announcements = publications<queries.AnnouncementContent, Announcement>({
  noun: 'announcement',
  insert: queries.insertAnnouncement,
  lock: (db, id) => queries.findAnnouncement(db, id, { lock: true }),
  update: queries.updateAnnouncement,
  view: queries.viewAnnouncement
})
