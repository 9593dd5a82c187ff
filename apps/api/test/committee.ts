import type { Action, Decision, Meeting, MeetingCreate, Minutes, Paper, Seat } from '@ponte/schema'
import type { TestProduct } from './harness.ts'
import { addStaff, tokenFor, type Person } from './people.ts'

const TOKEN_MS = 300_000
const secretaries = new WeakMap<TestProduct, { person: Promise<Person>; at: number }>()
/** The committee's secretary, the same for a whole test file; signed in anew before a token is over by the product's clock. */
export async function secretaryOf(product: TestProduct): Promise<Person> {
  const now = product.clock.at.getTime()
  const known = secretaries.get(product)
  if (known && Math.abs(now - known.at) < TOKEN_MS) return known.person
  const signIn = async () => {
    const { id, ...person } = (await known?.person) ?? (await addStaff(product, 'secretary'))
    const token = await tokenFor(product, 'staff', id)
    return { ...person, id, token, headers: { authorization: `Bearer ${token}` } }
  }
  const person = signIn()
  secretaries.set(product, { person, at: now })
  return person
}

/** A request as the secretary. Anything but success is thrown. */
async function ask<T>(product: TestProduct, method: 'POST' | 'PUT' | 'PATCH' | 'GET', url: string, payload?: object) {
  const { headers } = await secretaryOf(product)
  const answer = await product.send(method, url, { headers, ...(payload ? { payload } : {}) })
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
  return answer.json<T>()
}

/** A seat, with a member and an alternate where they are named. */
export async function addSeat(
  product: TestProduct,
  { institution = `Instituição ${Math.random()}`, titular = '', alternate = '', startsOn = '2026-01-01' } = {}
): Promise<Seat> {
  let seat = await ask<Seat>(product, 'POST', '/seats', { institution })
  for (const [kind, name] of Object.entries({ titular, alternate }))
    if (name)
      seat = await ask<Seat>(product, 'POST', `/seats/${seat.id}/mandates`, {
        kind,
        name,
        function: 'Director',
        email: `${name
          .toLowerCase()
          .normalize('NFD')
          .replace(/[^a-z]/g, '')}@example.org`,
        startsOn,
        endsOn: null
      })
  return seat
}

export const meetingOf = (changes: Partial<MeetingCreate> = {}): MeetingCreate => ({
  title: 'Reunião ordinária',
  localStart: '2026-12-01T09:00',
  minutes: 120,
  zone: 'Africa/Maputo',
  place: 'Sala 2, MINEC',
  link: null,
  items: [{ title: 'Recenseamento', description: null }, { title: 'Diversos' }],
  ...changes
})

/** A meeting in draft. */
export const addMeeting = (product: TestProduct, changes: Partial<MeetingCreate> = {}): Promise<Meeting> =>
  ask<Meeting>(product, 'POST', '/meetings', meetingOf(changes))

/** A meeting that everybody was invited to. */
export async function addCalledMeeting(product: TestProduct, changes: Partial<MeetingCreate> = {}): Promise<Meeting> {
  const { id } = await addMeeting(product, changes)
  return (await ask<{ meeting: Meeting }>(product, 'POST', `/meetings/${id}/call`, {})).meeting
}

/** A meeting that took place with the members of the given seats. */
export async function addHeldMeeting(product: TestProduct, seats: Seat[], changes: Partial<MeetingCreate> = {}) {
  const { id } = await addCalledMeeting(product, { localStart: '2026-11-20T09:00', ...changes })
  for (const seat of seats)
    await ask(product, 'PUT', `/meetings/${id}/attendance/${seat.id}`, {
      titularPresent: true,
      alternatePresent: false
    })
  return ask<Meeting>(product, 'POST', `/meetings/${id}/hold`, {})
}

/** A file as a browser sends it: by default a very small PDF. */
export const paperOf = (
  name: string,
  bytes: Uint8Array | string = '%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n'
) => ({
  name,
  content: Buffer.from(bytes as string, 'latin1').toString('base64')
})

/** A paper before a meeting. */
export const addPaper = (product: TestProduct, { id }: Pick<Meeting, 'id'>): Promise<Paper> =>
  ask<Paper>(product, 'POST', `/meetings/${id}/papers`, paperOf('relatorio.pdf'))

/** A meeting of the past with everybody there. */
export async function addMeetingWithQuorum(product: TestProduct): Promise<Meeting> {
  const meeting = await addCalledMeeting(product, { localStart: '2026-11-20T09:00' })
  const { seats } = await ask<Meeting>(product, 'GET', `/meetings/${meeting.id}`)
  const held = seats.filter(({ titular }) => titular)
  if (held.length === 0) {
    await addSeat(product, { titular: 'Ana Sitoe' })
    return addMeetingWithQuorum(product)
  }
  let now = meeting
  for (const { seatId } of held)
    now = await ask<Meeting>(product, 'PUT', `/meetings/${meeting.id}/attendance/${seatId}`, {
      titularPresent: true,
      alternatePresent: false
    })
  return now
}

/** A decision of a meeting with quorum. */
export async function addDecision(product: TestProduct, meeting?: Pick<Meeting, 'id'>): Promise<Decision> {
  const { id } = meeting ?? (await addMeetingWithQuorum(product))
  const body = { title: 'Registo nos postos', text: 'Aprova-se o plano.', itemId: null }
  return ask<Decision>(product, 'POST', `/meetings/${id}/decisions`, body)
}

/** Something that an institution has to do. */
export async function addAction(
  product: TestProduct,
  { seat, ...changes }: { seat?: Seat; dueOn?: string; decisionId?: string } = {}
): Promise<Action> {
  const { id: seatId } = seat ?? (await addSeat(product))
  const body = {
    title: 'Enviar o relatório',
    seatId,
    person: null,
    dueOn: '2026-12-01',
    note: null,
    decisionId: null,
    ...changes
  }
  return ask<Action>(product, 'POST', '/actions', body)
}

/** Minutes in draft. */
export const beginMinutes = (product: TestProduct, { id }: Pick<Meeting, 'id'>): Promise<Minutes> =>
  ask<Minutes>(product, 'POST', `/meetings/${id}/minutes`, {})
