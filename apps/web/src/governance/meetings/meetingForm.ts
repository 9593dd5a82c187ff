import type { Input, Meeting, updateMeeting } from '@ponte/schema'

/** A meeting as it is typed; the agenda is one item a line. */
export interface MeetingValues {
  title: string
  localStart: string
  minutes: string
  zone: string
  place: string
  link: string
  agenda: string
}
type Items = NonNullable<Input<typeof updateMeeting>['body']['items']>

/** The lines of the agenda as items. A line that was there keeps its item, so that minutes and decisions find it. */
export function itemsOf(agenda: string, before: Meeting['items'] = []): Items {
  const free = [...before]
  const lines = agenda
    .split('\n')
    .map((line) => line.replace(/^\s*\d+[.)]\s*/, '').trim())
    .filter(Boolean)
  const items = lines.map((title) => {
    const place = free.findIndex((item) => item.title === title)
    const same = place < 0 ? undefined : free.splice(place, 1)[0]
    return same ?? { title }
  })
  // What was only worded anew takes the item that lost its line, in order.
  return items.map((item, at) => {
    if ('id' in item) return item
    const lost = free.find(({ id }) => before.findIndex((one) => one.id === id) === at)
    if (!lost) return item
    free.splice(free.indexOf(lost), 1)
    return { ...lost, title: item.title }
  })
}

export const valuesOf = ({ title, localStart, minutes, zone, place, link, items }: Meeting): MeetingValues => ({
  title,
  localStart,
  minutes: String(minutes),
  zone,
  place: place ?? '',
  link: link ?? '',
  agenda: items.map((item) => item.title).join('\n')
})

/** What is sent of what was typed. */
export const bodyOf = ({ agenda, minutes, place, link, title, ...rest }: MeetingValues, before?: Meeting['items']) => ({
  ...rest,
  title: title.trim(),
  minutes: Number(minutes),
  place: place.trim() || null,
  link: link.trim() || null,
  items: itemsOf(agenda, before)
})
