import type { Lesson, Paper, Recommendation, Tour, TourCreate, TourNote } from '@ponte/schema'
import { paperOf, secretaryOf } from './committee.ts'
import type { TestProduct } from './harness.ts'

/** A request as the secretary. Anything but success is thrown. */
async function ask<T>(product: TestProduct, method: 'POST' | 'PATCH' | 'GET', url: string, payload?: object) {
  const { headers } = await secretaryOf(product)
  const answer = await product.send(method, url, { headers, ...(payload ? { payload } : {}) })
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
  return answer.json<T>()
}

/** A tour over the day on which the clocks of Lisbon change. */
export const tourOf = (changes: Partial<TourCreate> = {}): TourCreate => ({
  title: 'Portugal: consulado virtual',
  objective: 'Ver como se serve quem está longe',
  country: 'PT',
  zone: 'Europe/Lisbon',
  firstOn: '2027-03-26',
  lastOn: '2027-03-30',
  ...changes
})

export const hostOf = (changes: object = {}) => ({
  institution: 'Observatório da Emigração',
  purpose: 'Como se conta',
  contactName: 'Rita Lopes',
  contactEmail: 'rita@example.org',
  ...changes
})

export const delegateOf = (changes: object = {}) => ({
  name: 'Ana Sitoe',
  function: 'Directora',
  email: 'ana@example.org',
  seatId: null,
  ...changes
})

export const sessionOf = (changes: object = {}) => ({
  title: 'Visita ao consulado virtual',
  hostId: null,
  localStart: '2027-03-29T09:00',
  minutes: 90,
  place: 'Lisboa',
  questions: 'Quanto custa?',
  ...changes
})

export const lessonOf = (changes: object = {}) => ({
  title: 'O consulado virtual serve quem está longe',
  seen: 'Metade dos pedidos chega pela internet.',
  relevance: 'Em Moçambique a maioria vive longe de um posto.',
  sessionIds: [] as string[],
  ...changes
})

export const recommendationOf = (changes: object = {}) => ({
  title: 'Abrir um balcão pela internet',
  text: 'O Comité aprova um piloto em Joanesburgo.',
  seatId: null,
  ...changes
})

export const addTour = (product: TestProduct, changes: Partial<TourCreate> = {}): Promise<Tour> =>
  ask<Tour>(product, 'POST', '/tours', tourOf(changes))

/** A tour with one host, one member of the delegation and one session with that host. */
export async function addFullTour(product: TestProduct): Promise<Tour> {
  const { id } = await addTour(product)
  const { hosts } = await ask<Tour>(product, 'POST', `/tours/${id}/hosts`, hostOf())
  await ask<Tour>(product, 'POST', `/tours/${id}/delegates`, delegateOf())
  return ask<Tour>(product, 'POST', `/tours/${id}/sessions`, sessionOf({ hostId: hosts[0]!.id }))
}

export const addTourDocument = (product: TestProduct, { id }: Pick<Tour, 'id'>): Promise<Paper> =>
  ask<Paper>(product, 'POST', `/tours/${id}/documents`, paperOf('guia.pdf'))

/** A note of the secretary in the first session of a tour. */
export const addNote = (product: TestProduct, tour: Tour, text = 'Atendem em dois dias.'): Promise<TourNote> =>
  ask<TourNote>(product, 'POST', `/tour-sessions/${tour.sessions[0]!.id}/notes`, { text })

export async function addLesson(product: TestProduct, tour?: Tour): Promise<Lesson> {
  const { id, sessions } = tour ?? (await addFullTour(product))
  return ask<Lesson>(product, 'POST', `/tours/${id}/lessons`, lessonOf({ sessionIds: sessions.map((one) => one.id) }))
}

export async function addRecommendation(product: TestProduct, lesson?: Lesson): Promise<Recommendation> {
  const { id } = lesson ?? (await addLesson(product))
  return ask<Recommendation>(product, 'POST', `/lessons/${id}/recommendations`, recommendationOf())
}
