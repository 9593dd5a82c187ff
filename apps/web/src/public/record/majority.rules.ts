/** Is the person of an age whatever the day of birth is, where only the year is known? The server decides by the same rule. */
export function isCertainlyOfAge(
  { birthYear, birthDate }: { birthYear: number; birthDate?: string | null },
  age: number,
  today: Date
): boolean {
  const years = today.getUTCFullYear() - birthYear
  if (!birthDate) return years > age
  return years > age || (years === age && today.toISOString().slice(5, 10) >= birthDate.slice(5))
}
