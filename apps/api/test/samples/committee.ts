import {
  addAction,
  addCalledMeeting,
  addDecision,
  addMeetingWithQuorum,
  addMeeting,
  addPaper,
  addSeat,
  beginMinutes,
  meetingOf,
  paperOf
} from '../committee.ts'
import type { Samples } from './samples.ts'

const mandate = { kind: 'titular', name: 'Ana Sitoe', function: 'Directora', email: 'ana@example.org', endsOn: null }
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

/** One valid request for each endpoint of the steering committee; each makes its own subject. */
export const committeeSamples: Samples = {
  listSeats: () => ({}),
  createSeat: () => ({ body: { institution: `Direcção ${Math.random()}` } }),
  // There are seats already where the other samples ran, and none in a fresh product.
  loadExampleSeats: async (_subjects, product) => (await addSeat(product), {}),
  updateSeat: async (_subjects, product) => {
    const { id, version } = await addSeat(product)
    return { params: { id }, body: { endedOn: '2027-12-31' }, headers: ifMatch(version) }
  },
  createMandate: async (_subjects, product) => ({
    params: { id: (await addSeat(product)).id },
    body: { ...mandate, startsOn: '2026-01-01' }
  }),
  updateMandate: async (_subjects, product) => {
    const { mandates } = await addSeat(product, { titular: 'Ana Sitoe' })
    return { params: { id: mandates[0]!.id }, body: { endsOn: '2027-12-31' }, headers: ifMatch(1) }
  },
  listMeetings: () => ({}),
  getMeeting: async (_subjects, product) => ({ params: { id: (await addMeeting(product)).id } }),
  createMeeting: () => ({ body: meetingOf() }),
  updateMeeting: async (_subjects, product) => {
    const { id, version } = await addMeeting(product)
    return { params: { id }, body: { place: 'Sala 4' }, headers: ifMatch(version) }
  },
  callMeeting: async (_subjects, product) => ({ params: { id: (await addMeeting(product)).id } }),
  cancelMeeting: async (_subjects, product) => ({
    params: { id: (await addCalledMeeting(product)).id },
    body: { reason: 'Falta de quórum anunciada' }
  }),
  holdMeeting: async (_subjects, product) => ({
    params: { id: (await addCalledMeeting(product, { localStart: '2026-11-20T09:00' })).id }
  }),
  setAttendance: async (_subjects, product) => {
    const seat = await addSeat(product, { titular: 'Ana Sitoe' })
    const { id } = await addCalledMeeting(product, { localStart: '2026-11-20T09:00' })
    return { params: { id, seatId: seat.id }, body: { titularPresent: true, alternatePresent: false } }
  },
  addPaper: async (_subjects, product) => ({
    params: { id: (await addMeeting(product)).id },
    body: paperOf('relatorio.pdf')
  }),
  getPaper: async (_subjects, product) => ({ params: { id: (await addPaper(product, await addMeeting(product))).id } }),
  removePaper: async (_subjects, product) => ({
    params: { id: (await addPaper(product, await addMeeting(product))).id }
  }),
  listDecisions: () => ({ query: { year: '2026' } }),
  getDecision: async (_subjects, product) => ({ params: { id: (await addDecision(product)).id } }),
  createDecision: async (_subjects, product) => ({
    params: { id: (await addMeetingWithQuorum(product)).id },
    body: { title: 'Registo nos postos', text: 'Aprova-se o plano.', itemId: null }
  }),
  updateDecision: async (_subjects, product) => {
    const { id, version } = await addDecision(product)
    return { params: { id }, body: { title: 'Outro título' }, headers: ifMatch(version) }
  },
  // So few people are registered in a test that every figure is withheld.
  citeEvidence: async (_subjects, product) => ({
    params: { id: (await addDecision(product)).id },
    body: { table: 'sex', code: 'man', language: 'pt' }
  }),
  listActions: () => ({ query: { show: 'overdue' } }),
  getAction: async (_subjects, product) => ({ params: { id: (await addAction(product)).id } }),
  createAction: async (_subjects, product) => ({
    body: {
      title: 'Escrever',
      seatId: (await addSeat(product)).id,
      person: null,
      dueOn: '2026-12-31',
      note: null,
      decisionId: null
    }
  }),
  updateAction: async (_subjects, product) => {
    const { id, version } = await addAction(product)
    return { params: { id }, body: { status: 'done' }, headers: ifMatch(version) }
  },
  getCommittee: () => ({}),
  listMinutes: async (_subjects, product) => ({ params: { id: (await addMeeting(product)).id } }),
  createMinutes: async (_subjects, product) => ({ params: { id: (await addCalledMeeting(product)).id }, body: {} }),
  updateMinutes: async (_subjects, product) => {
    const { id, version } = await beginMinutes(product, await addCalledMeeting(product))
    return { params: { id }, body: { opening: 'Abriu.', parts: [], closing: '' }, headers: ifMatch(version) }
  },
  // The meeting has not taken place yet.
  approveMinutes: async (_subjects, product) => {
    const { id, version } = await beginMinutes(product, await addCalledMeeting(product))
    return { params: { id }, body: { approvedIn: 'na reunião' }, headers: ifMatch(version) }
  },
  downloadMinutes: async (_subjects, product) => {
    const { id } = await beginMinutes(product, await addCalledMeeting(product))
    return { params: { id, format: 'docx' }, query: { language: 'pt' } }
  }
}
