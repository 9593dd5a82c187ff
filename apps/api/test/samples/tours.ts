import { addMeeting, paperOf } from '../committee.ts'
import {
  addFullTour,
  addLesson,
  addRecommendation,
  addTour,
  addTourDocument,
  addNote,
  delegateOf,
  hostOf,
  lessonOf,
  recommendationOf,
  sessionOf,
  tourOf
} from '../tours.ts'
import type { Samples } from './samples.ts'

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

/** One valid request for each endpoint of study tours; each makes its own subject. Notes are of the secretary. */
export const tourSamples: Samples = {
  listTours: () => ({}),
  getTour: async (_subjects, product) => ({ params: { id: (await addTour(product)).id } }),
  createTour: () => ({ body: tourOf() }),
  updateTour: async (_subjects, product) => {
    const { id, version } = await addTour(product)
    return { params: { id }, body: { state: 'running' }, headers: ifMatch(version) }
  },
  downloadTour: async (_subjects, product) => ({
    params: { id: (await addFullTour(product)).id, format: 'ics' },
    query: { language: 'pt' }
  }),
  addTourHost: async (_subjects, product) => ({ params: { id: (await addTour(product)).id }, body: hostOf() }),
  loadTourHosts: async (_subjects, product) => ({ params: { id: (await addTour(product)).id } }),
  updateTourHost: async (_subjects, product) => {
    const [host] = (await addFullTour(product)).hosts
    return { params: { id: host!.id }, body: hostOf(), headers: ifMatch(host!.version) }
  },
  // A session is with this host.
  removeTourHost: async (_subjects, product) => ({ params: { id: (await addFullTour(product)).hosts[0]!.id } }),
  addTourDelegate: async (_subjects, product) => ({ params: { id: (await addTour(product)).id }, body: delegateOf() }),
  updateTourDelegate: async (_subjects, product) => {
    const [delegate] = (await addFullTour(product)).delegates
    return { params: { id: delegate!.id }, body: delegateOf(), headers: ifMatch(delegate!.version) }
  },
  removeTourDelegate: async (_subjects, product) => ({
    params: { id: (await addFullTour(product)).delegates[0]!.id }
  }),
  addTourSession: async (_subjects, product) => ({ params: { id: (await addTour(product)).id }, body: sessionOf() }),
  updateTourSession: async (_subjects, product) => {
    const [session] = (await addFullTour(product)).sessions
    return { params: { id: session!.id }, body: sessionOf(), headers: ifMatch(session!.version) }
  },
  removeTourSession: async (_subjects, product) => ({
    params: { id: (await addFullTour(product)).sessions[0]!.id }
  }),
  addTourDocument: async (_subjects, product) => ({
    params: { id: (await addTour(product)).id },
    body: paperOf('guia.pdf')
  }),
  getTourDocument: async (_subjects, product) => ({
    params: { id: (await addTourDocument(product, await addTour(product))).id }
  }),
  removeTourDocument: async (_subjects, product) => ({
    params: { id: (await addTourDocument(product, await addTour(product))).id }
  }),
  listTourNotes: async (_subjects, product) => ({ params: { id: (await addTour(product)).id } }),
  addTourNote: async (_subjects, product) => ({
    params: { id: (await addFullTour(product)).sessions[0]!.id },
    body: { text: 'Atendem em dois dias.' }
  }),
  updateTourNote: async (_subjects, product) => {
    const { id, version } = await addNote(product, await addFullTour(product))
    return { params: { id }, body: { text: 'Atendem em três dias.' }, headers: ifMatch(version) }
  },
  listLessons: async (_subjects, product) => ({ params: { id: (await addTour(product)).id } }),
  addLesson: async (_subjects, product) => ({ params: { id: (await addTour(product)).id }, body: lessonOf() }),
  updateLesson: async (_subjects, product) => {
    const { id, version } = await addLesson(product)
    return { params: { id }, body: lessonOf(), headers: ifMatch(version) }
  },
  addRecommendation: async (_subjects, product) => ({
    params: { id: (await addLesson(product)).id },
    body: recommendationOf()
  }),
  getRecommendation: async (_subjects, product) => ({ params: { id: (await addRecommendation(product)).id } }),
  updateRecommendation: async (_subjects, product) => {
    const { id, version } = await addRecommendation(product)
    return { params: { id }, body: { isDropped: true }, headers: ifMatch(version) }
  },
  putOnAgenda: async (_subjects, product) => ({
    params: { id: (await addRecommendation(product)).id },
    body: { meetingId: (await addMeeting(product)).id }
  })
}
