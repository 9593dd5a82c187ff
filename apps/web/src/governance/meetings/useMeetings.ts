import { useQuery, useQueryCache } from '@pinia/colada'
import * as contract from '@ponte/schema'
import type { Input, Meeting, Minutes } from '@ponte/schema'
import { computed } from 'vue'
import { call, callForFile, newKey } from '../../client'
import { languageOf, useTexts } from '../../i18n'
import { base64Of } from '../../staff/base64Of'
import { saveFile } from '../../staff/saveFile'
import { clockCityOf } from './clocks'

/** All meetings, newest first. */
export function useMeetings() {
  const query = useQuery({ key: [contract.listMeetings.url], query: () => call(contract.listMeetings) })
  return { ...query, meetings: computed(() => query.data.value?.items ?? []) }
}

export const useMeeting = (id: () => string) =>
  useQuery({
    key: () => [contract.getMeeting.url, id()],
    query: () => call(contract.getMeeting, { params: { id: id() } })
  })

/** All editions of the minutes of a meeting, newest first. */
export const useMinutes = (id: () => string) =>
  useQuery({
    key: () => [contract.listMinutes.url, id()],
    query: () => call(contract.listMinutes, { params: { id: id() } }),
    refetchOnWindowFocus: false
  })

export const useMeetingDecisions = (meetingId: () => string) =>
  useQuery({
    key: () => [contract.listDecisions.url, meetingId()],
    query: () => call(contract.listDecisions, { querystring: { meetingId: meetingId() } })
  })

const ifMatch = ({ version }: { version: number }) => ({ ifMatch: `"${version}"` })

/** Everything that is done to meetings. What is shown is asked for again after each act. */
export function useMeetingChanges() {
  const cache = useQueryCache()
  const stale = [
    contract.listMeetings,
    contract.getMeeting,
    contract.listMinutes,
    contract.listDecisions,
    contract.getCommittee
  ]
  const after = async <T>(work: Promise<T>) => {
    const made = await work
    await Promise.all(stale.map(({ url }) => cache.invalidateQueries({ key: [url] })))
    return made
  }
  const params = ({ id }: { id: string }) => ({ params: { id } })
  return {
    create: (body: contract.MeetingCreate) => after(call(contract.createMeeting, { body })),
    change: (meeting: Meeting, body: Input<typeof contract.updateMeeting>['body']) =>
      after(call(contract.updateMeeting, { ...params(meeting), body }, ifMatch(meeting))),
    invite: (meeting: Meeting) => after(call(contract.callMeeting, params(meeting))),
    cancel: (meeting: Meeting, reason: string) =>
      after(call(contract.cancelMeeting, { ...params(meeting), body: { reason } })),
    hold: (meeting: Meeting) => after(call(contract.holdMeeting, params(meeting))),
    attend: ({ id }: Meeting, seatId: string, body: { titularPresent: boolean; alternatePresent: boolean }) =>
      after(call(contract.setAttendance, { params: { id, seatId }, body })),
    addPaper: async (meeting: Meeting, file: File) => {
      const body = { name: file.name, content: await base64Of(file) }
      return after(call(contract.addPaper, { ...params(meeting), body }, { idempotencyKey: newKey() }))
    },
    removePaper: (paper: { id: string }) => after(call(contract.removePaper, params(paper))),
    decide: (meeting: Meeting, body: Input<typeof contract.createDecision>['body']) =>
      after(call(contract.createDecision, { ...params(meeting), body })),
    beginMinutes: (meeting: Meeting, correction?: string) =>
      after(call(contract.createMinutes, { ...params(meeting), body: correction ? { correction } : {} })),
    writeMinutes: (minutes: Minutes, body: Input<typeof contract.updateMinutes>['body']) =>
      after(call(contract.updateMinutes, { ...params(minutes), body }, ifMatch(minutes))),
    approveMinutes: (minutes: Minutes, approvedIn: string) =>
      after(call(contract.approveMinutes, { ...params(minutes), body: { approvedIn } }, ifMatch(minutes)))
  }
}

export const savePaper = async (id: string) => saveFile(await callForFile(contract.getPaper, { params: { id } }))

export const saveMinutes = async (id: string, format: 'pdf' | 'docx', language: contract.InterfaceLanguage) =>
  saveFile(await callForFile(contract.downloadMinutes, { params: { id, format }, querystring: { language } }))

/** When a meeting is, by the clock of its place, with the city whose clock is meant. */
export function useMeetingTime() {
  const { locale } = useTexts()
  return ({ startsAt, zone }: Pick<Meeting, 'startsAt' | 'zone'>) => {
    const format = new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
    return `${format.format(new Date(startsAt))} (${clockCityOf(zone, languageOf(locale.value))})`
  }
}

export const stateKinds = { draft: 'plain', called: 'work', held: 'ok', cancelled: 'danger' } as const
