/** One thing to choose. */
export interface Option<V extends string = string> {
  value: V
  label: string
  hint?: string
  disabled?: boolean
}
