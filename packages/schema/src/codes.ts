/** One entry of a code list, with its label in each language of the interface. */
export interface Code<C extends string = string> {
  code: C
  pt: string
  en: string
}

/** Declares a code list once: codes for shapes and columns, labels for screens and exports. */
export const codeList = <const T extends readonly (readonly [string, string, string])[]>(
  rows: T
): Code<T[number][0]>[] => rows.map(([code, pt, en]) => ({ code, pt, en }))

/** The codes alone, in order. */
export const codesOf = <C extends string>(list: readonly Code<C>[]): readonly C[] => list.map(({ code }) => code)
