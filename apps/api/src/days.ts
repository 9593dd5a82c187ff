/** A calendar day as text: "2026-12-01". Days compare as texts do. */
export type Day = string

const DAY_MS = 86_400_000

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** How many days lie between two days. */
export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** The calendar day that it is somewhere. */
export const dayIn = (zone: string, moment: Date): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment)
