import { insertAnnouncement, updateAnnouncement } from '../../src/outreach/announcements/announcements.queries.ts'
import { system } from '../../src/db/actor.ts'
import { transaction } from '../../src/services.ts'
import type { TestProduct } from '../harness.ts'
import { addStaff } from '../people.ts'
import type { Samples } from './samples.ts'

export const announcementBody = {
  countries: ['ZA'],
  pt: { title: 'Consulado itinerante em Durban', text: 'No sábado, das 8 às 15 horas.' },
  en: { title: 'Consulate on the road in Durban', text: 'On Saturday, from 8 to 15 hours.' },
  showUntil: null
}

/** An announcement, written by somebody else. */
export async function addAnnouncement(product: TestProduct, { isPublished = false } = {}): Promise<string> {
  const [author, publisher] = [await addStaff(product, 'communications'), await addStaff(product, 'administrator')]
  const { services } = product
  return transaction(services, system('test'), async (db) => {
    const id = await insertAnnouncement(db, announcementBody, author.id, services.now())
    if (isPublished) await updateAnnouncement(db, id, 1, { publishedBy: publisher.id, publishedAt: services.now() })
    return id
  })
}

const of =
  (isPublished: boolean, rest: object = {}): Samples[string] =>
  async (_subjects, product) => ({ params: { id: await addAnnouncement(product, { isPublished }) }, ...rest })

export const announcementSamples: Samples = {
  listPublicAnnouncements: () => ({}),
  listAnnouncements: () => ({}),
  createAnnouncement: () => ({ body: announcementBody }),
  updateAnnouncement: of(false, { body: { countries: [] }, headers: { 'if-match': '"1"' } }),
  publishAnnouncement: of(false, { headers: { 'if-match': '"1"' } }),
  withdrawAnnouncement: of(true),
  mailAnnouncement: of(true)
}
