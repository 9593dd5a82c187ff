import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type {
  LessonBody,
  Recommendation,
  RecommendationBody,
  Tour,
  TourCreate,
  TourDelegateBody,
  TourHostBody,
  TourSessionBody
} from '@ponte/schema'
import { computed } from 'vue'
import { call, callForFile, newKey } from '../../client'
import { base64Of } from '../../staff/base64Of'
import { saveFile } from '../../staff/saveFile'

/** All study tours, newest first. */
export function useTours() {
  const query = useQuery({ key: [contract.listTours.url], query: () => call(contract.listTours) })
  return { ...query, tours: computed(() => query.data.value?.items ?? []) }
}

export const useTour = (id: () => string) =>
  useQuery({ key: () => [contract.getTour.url, id()], query: () => call(contract.getTour, { params: { id: id() } }) })

export const useTourNotes = (id: () => string) =>
  useQuery({
    key: () => [contract.listTourNotes.url, id()],
    query: () => call(contract.listTourNotes, { params: { id: id() } })
  })

export const useLessons = (id: () => string) =>
  useQuery({
    key: () => [contract.listLessons.url, id()],
    query: () => call(contract.listLessons, { params: { id: id() } })
  })

/** The meetings that still take items: those in draft, and those that were called. */
export function useOpenMeetings() {
  const { data } = useQuery({ key: [contract.listMeetings.url], query: () => call(contract.listMeetings) })
  return computed(() => (data.value?.items ?? []).filter(({ state }) => state === 'draft' || state === 'called'))
}

type Kept = { id: string; version: number }
const ifMatch = ({ version }: Kept) => ({ ifMatch: `"${version}"` })
const params = ({ id }: { id: string }) => ({ params: { id } })

/** Does something, and then asks again for what is shown. */
function useAfter(stale: readonly { url: string }[]) {
  const cache = useQueryCache()
  return async <T>(work: Promise<T>) => {
    const made = await work
    await Promise.all(stale.map(({ url }) => cache.invalidateQueries({ key: [url] })))
    return made
  }
}

/** Everything that is done to a tour and its parts. */
export function useTourChanges() {
  const after = useAfter([contract.listTours, contract.getTour])
  return {
    create: (body: TourCreate) => after(call(contract.createTour, { body })),
    change: (tour: Kept, body: Partial<TourCreate & Pick<Tour, 'state'>>) =>
      after(call(contract.updateTour, { ...params(tour), body }, ifMatch(tour))),
    loadHosts: (tour: Kept) => after(call(contract.loadTourHosts, params(tour))),
    saveHost: (tour: Kept, body: TourHostBody, before?: Kept) =>
      after(
        before
          ? call(contract.updateTourHost, { ...params(before), body }, ifMatch(before))
          : call(contract.addTourHost, { ...params(tour), body })
      ),
    removeHost: (host: Kept) => after(call(contract.removeTourHost, params(host))),
    saveDelegate: (tour: Kept, body: TourDelegateBody, before?: Kept) =>
      after(
        before
          ? call(contract.updateTourDelegate, { ...params(before), body }, ifMatch(before))
          : call(contract.addTourDelegate, { ...params(tour), body })
      ),
    removeDelegate: (delegate: Kept) => after(call(contract.removeTourDelegate, params(delegate))),
    saveSession: (tour: Kept, body: TourSessionBody, before?: Kept) =>
      after(
        before
          ? call(contract.updateTourSession, { ...params(before), body }, ifMatch(before))
          : call(contract.addTourSession, { ...params(tour), body })
      ),
    removeSession: (session: Kept) => after(call(contract.removeTourSession, params(session))),
    addDocument: async (tour: Kept, file: File) => {
      const body = { name: file.name, content: await base64Of(file) }
      return after(call(contract.addTourDocument, { ...params(tour), body }, { idempotencyKey: newKey() }))
    },
    removeDocument: (document: { id: string }) => after(call(contract.removeTourDocument, params(document)))
  }
}

/** Notes: written once under a key that stays while the same text is sent again, and corrected by their author. */
export function useNoteChanges() {
  const after = useAfter([contract.listTourNotes, contract.getTour])
  return {
    write: (sessionId: string, text: string, idempotencyKey: string) =>
      after(call(contract.addTourNote, { ...params({ id: sessionId }), body: { text } }, { idempotencyKey })),
    correct: (note: Kept, text: string) =>
      after(call(contract.updateTourNote, { ...params(note), body: { text } }, ifMatch(note)))
  }
}

/** Lessons, recommendations, and their way to the committee. */
export function useLessonChanges() {
  const after = useAfter([contract.listLessons, contract.getMeeting, contract.listMeetings])
  return {
    saveLesson: (tour: { id: string }, body: LessonBody, before?: Kept) =>
      after(
        before
          ? call(contract.updateLesson, { ...params(before), body }, ifMatch(before))
          : call(contract.addLesson, { ...params(tour), body })
      ),
    saveRecommendation: (lesson: { id: string }, body: RecommendationBody, before?: Recommendation) =>
      after(
        before
          ? call(contract.updateRecommendation, { ...params(before), body }, ifMatch(before))
          : call(contract.addRecommendation, { ...params(lesson), body })
      ),
    drop: (one: Recommendation, isDropped: boolean) =>
      after(call(contract.updateRecommendation, { ...params(one), body: { isDropped } }, ifMatch(one))),
    putOnAgenda: (one: Recommendation, meetingId: string) =>
      after(call(contract.putOnAgenda, { ...params(one), body: { meetingId } }))
  }
}

export const saveDocument = async (id: string) => saveFile(await callForFile(contract.getTourDocument, params({ id })))

export const saveProgramme = async (id: string, format: 'pdf' | 'ics', language: contract.InterfaceLanguage) =>
  saveFile(await callForFile(contract.downloadTour, { params: { id, format }, querystring: { language } }))

export const stateKinds = { planned: 'plain', running: 'work', done: 'ok', cancelled: 'danger' } as const
export const recommendationKinds = { open: 'warn', 'on-agenda': 'work', decided: 'ok', dropped: 'plain' } as const
