import { diffWordsWithSpace } from 'diff'
import type { Chapter, ChapterChange } from '@ponte/schema'

/** The words of a chapter as one text, so that a new title counts as a change too. */
const wordsOf = ({ titlePt, textPt, titleEn, textEn }: Chapter) =>
  [titlePt, textPt, titleEn, textEn].filter(Boolean).join('\n\n')

/** What changed from one version to the next, chapter by chapter in the order of the new one; what was taken out comes last. */
export function compareChapters(before: readonly Chapter[], after: readonly Chapter[]): ChapterChange[] {
  const old = new Map(before.map((chapter) => [chapter.id, chapter]))
  const kept = after.map((chapter): ChapterChange => {
    const was = old.get(chapter.id)
    const text = wordsOf(chapter)
    const head = { id: chapter.id, title: chapter.titlePt }
    if (!was) return { ...head, kind: 'added', runs: [{ kind: 'added', text }] }
    if (wordsOf(was) === text) return { ...head, kind: 'same', runs: [] }
    const runs = diffWordsWithSpace(wordsOf(was), text).map(({ added, removed, value }) => ({
      kind: added ? ('added' as const) : removed ? ('removed' as const) : ('same' as const),
      text: value
    }))
    return { ...head, kind: 'changed', runs }
  })
  const gone = before.filter(({ id }) => !after.some((chapter) => chapter.id === id))
  return [
    ...kept,
    ...gone.map((chapter): ChapterChange => ({
      id: chapter.id,
      title: chapter.titlePt,
      kind: 'removed',
      runs: [{ kind: 'removed', text: wordsOf(chapter) }]
    }))
  ]
}
