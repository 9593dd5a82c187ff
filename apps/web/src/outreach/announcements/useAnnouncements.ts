import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { Announcement, Input } from '@ponte/schema'
import { computed } from 'vue'
import { call, newKey } from '../../client'

/** Announcements and drafts, newest first. */
export function useAnnouncements() {
  const query = useQuery({ key: [contract.listAnnouncements.url], query: () => call(contract.listAnnouncements) })
  return { ...query, items: computed(() => query.data.value?.items ?? []) }
}

export function useAnnouncementChanges() {
  const cache = useQueryCache()
  /** Also after a refusal: what stands there may be newer than what was read. */
  const then = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } finally {
      const urls = [contract.listAnnouncements.url, contract.listMailings.url]
      await Promise.all(urls.map((url) => cache.invalidateQueries({ key: [url] })))
    }
  }
  return {
    create: (body: Input<typeof contract.createAnnouncement>['body'], key = newKey()) =>
      then(call(contract.createAnnouncement, { body }, { idempotencyKey: key })),
    update: (
      { id, version }: Pick<Announcement, 'id' | 'version'>,
      body: Input<typeof contract.updateAnnouncement>['body']
    ) => then(call(contract.updateAnnouncement, { params: { id }, body }, { ifMatch: `"${version}"` })),
    publish: ({ id, version }: Pick<Announcement, 'id' | 'version'>) =>
      then(call(contract.publishAnnouncement, { params: { id } }, { ifMatch: `"${version}"` })),
    withdraw: ({ id }: Pick<Announcement, 'id'>) => then(call(contract.withdrawAnnouncement, { params: { id } })),
    mail: (id: string, key = newKey()) =>
      then(call(contract.mailAnnouncement, { params: { id } }, { idempotencyKey: key }))
  }
}

/** An announcement as it is typed. */
export interface AnnouncementForm {
  countries: string[]
  titlePt: string
  textPt: string
  titleEn: string
  textEn: string
  showUntil: string
}

export const formOf = (one?: Announcement): AnnouncementForm => ({
  countries: [...(one?.countries ?? [])],
  titlePt: one?.pt.title ?? '',
  textPt: one?.pt.text ?? '',
  titleEn: one?.en.title ?? '',
  textEn: one?.en.text ?? '',
  showUntil: one?.showUntil ?? ''
})

/** As the server takes it. */
export const toAnnouncement = ({ countries, titlePt, textPt, titleEn, textEn, showUntil }: AnnouncementForm) => ({
  countries,
  pt: { title: titlePt.trim(), text: textPt.trim() },
  en: { title: titleEn.trim(), text: textEn.trim() },
  showUntil: showUntil || null
})

/** Where the fields of the server stand in the form. */
export const announcementNames = {
  'pt.title': 'titlePt',
  'pt.text': 'textPt',
  'en.title': 'titleEn',
  'en.text': 'textEn'
}
