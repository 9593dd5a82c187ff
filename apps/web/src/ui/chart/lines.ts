const LINE_MAX = 16

/** A name in lines, broken between words; a single long word stays whole. */
export function linesOf(name: string): string[] {
  const lines: string[] = []
  for (const word of name.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= LINE_MAX) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
